// What is different? A heatmap of durations, an area or two queries, and the attributes that tell the groups apart.
import { html, nothing } from 'lit';
import { Page } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask } from '../lib/api.js';
import { serviceColor } from '../lib/color.js';
import { count, dateTime, duration, fieldText, percent } from '../lib/format.js';
import { condition, withCondition } from '../lib/query.js';
import { openMenu, v } from '../lib/menu.js';
import { empty, notes } from '../parts/empty.js';
import '../parts/heatmap.js';

class Explore extends Page {
  constructor() {
    super();
    this.heat = this.loader('the heatmap');
    this.differences = this.loader('differences');
    this.examples = this.loader('example traces');
  }

  /** The area that was dragged, as it stands in the address. */
  get area() {
    const parts = state.get('area').split('_').map(Number);
    return parts.length === 4 ? { from: parts[0], to: parts[1], low: parts[2], high: parts[3] || Infinity } : null;
  }

  /** What group A is. */
  get groupA() {
    const area = this.area;
    if (area) {
      const conditions = [area.low > 0 ? condition('duration', '>=', area.low) : null, Number.isFinite(area.high) ? condition('duration', '<', area.high) : null].filter(Boolean);
      return { a: conditions.length ? `{ ${conditions.join(' && ')} }` : '{ true }', aFrom: area.from, aTo: area.to };
    }
    return state.get('a') ? { a: state.get('a'), b: state.get('b'), aFrom: state.get('aFrom'), aTo: state.get('aTo'), bFrom: state.get('bFrom'), bTo: state.get('bTo') } : null;
  }

  load() {
    const { q, from, to } = state, group = this.groupA;
    this.heat.run([q, from, to], async signal => {
      const answer = await ask('spans/heatmap', { q, from, to, columns: 120, rows: 40 }, signal);
      if (!answer.counts?.some(c => c.length)) answer.total = (await ask('stats', {}, signal)).signals?.traces?.items;
      return answer;
    });
    if (!group) { this.differences.forget(); this.examples.forget(); return; }
    this.differences.run([q, from, to, group], signal => ask('compare', { q, from, to, ...group, sample: 2000, limit: 60 }, signal));
    const own = group.a === '{ true }' ? q : withCondition(q, group.a.trim().replace(/^\{|\}$/g, '').trim());
    this.examples.run([own, from, to, group], signal => ask('spans', { q: own, from: group.aFrom || from, to: group.aTo || to, order: '-duration', limit: 25 }, signal));
  }

  render() {
    const group = this.groupA, form = state.get('view') === 'queries' || (state.get('a') && !this.area);
    return html`<section class="page"><div class="head"><h1>Explore</h1><span class="dim">What is different?</span>
        <div class="tabs" role="tablist"><button role="tab" aria-selected=${!form} @click=${() => state.set({ view: null, a: null, b: null })}>Area of the heatmap</button><button role="tab" aria-selected=${form} @click=${() => state.set({ view: 'queries', area: null })}>Two queries</button></div>
        ${group ? html`<button @click=${() => state.set({ area: null, a: null, b: null })}>Clear the groups</button>` : nothing}</div>
      ${form ? this.form() : nothing}
      ${this.heat.view(heat => heat.counts?.some(c => c.length) ? html`${notes(heat)}<weir-heatmap .heat=${heat} .selection=${this.area} selectable
          @select-area=${e => state.set({ area: [e.detail.from, e.detail.to, Math.round(e.detail.low), Number.isFinite(e.detail.high) ? Math.round(e.detail.high) : 0].join('_'), a: null, b: null, view: null })}></weir-heatmap>
          ${group ? nothing : html`<p class="summary">Drag a rectangle over what looks odd. Its spans become group A, all others group B. Or start from here:
            <button @click=${() => state.set({ a: '{ status = error }' })}>Errors against the rest</button> <button @click=${() => this.slow(heat)}>The slowest 5 % against the rest</button></p>`}` : html`${notes(heat)}${empty('spans', heat)}`)}
      ${group ? html`<div class="explore"><div>${this.differences.view(d => this.list(d))}</div><div>${this.examples.view(x => this.traces(x))}</div></div>` : nothing}</section>`;
  }

  /** The slowest spans by what the heatmap shows. */
  slow(heat) {
    const sums = [];
    for (const column of heat.counts) column.forEach((n, r) => { sums[r] = (sums[r] ?? 0) + n; });
    let rest = sums.reduce((a, b) => a + (b ?? 0), 0) * 0.05, r = sums.length - 1;
    while (r > 0 && (rest -= sums[r] ?? 0) > 0) r--;
    state.set({ a: `{ ${condition('duration', '>=', heat.bounds[Math.max(0, r - 1)] ?? 0)} }` });
  }

  form() {
    const submit = e => { e.preventDefault(); const f = e.target; state.set({ a: f.a.value, b: f.b.value, area: null, view: 'queries' }); };
    return html`<form class="groups-form" @submit=${submit}><label for="group-a"><i class="key-a"></i>A</label><input id="group-a" name="a" placeholder='{ resource.service.version = "1.5.0-canary" }' .value=${state.get('a')}>
      <label for="group-b"><i class="key-b"></i>B</label><input id="group-b" name="b" placeholder="everything that is not in A" .value=${state.get('b')}><span></span><span><button>Compare</button></span></form>`;
  }

  list(d) {
    if (!d.a.count) return html`${notes(d)}<div class="empty"><h2>Group A has no spans</h2><p>Nothing in this time range matches <code>${this.groupA.a}</code>.</p></div>`;
    const area = this.area, different = d.attributes.filter(x => x.score >= 0.02), alike = d.attributes.filter(x => x.score < 0.02);
    return html`${notes(d)}<p class="summary"><i class="key-a"></i>A <b>${count(d.a.count)}</b> spans${area ? html` (${dateTime(area.from).slice(11)} – ${dateTime(area.to).slice(11)}, ${duration(area.low)} – ${Number.isFinite(area.high) ? duration(area.high) : 'more'})` : nothing}, <i class="key-b"></i>B <b>${count(d.b.count)}</b> spans${d.a.sampled < d.a.count || d.b.sampled < d.b.count ? html`; ${count(d.a.sampled)} and ${count(d.b.sampled)} were looked at` : nothing}</p>
      <div class="differences">${different.map(x => this.difference(x))}</div>
      ${different.length ? nothing : html`<p class="dim">No attribute is spread differently.</p>`}
      ${alike.length ? html`<details><summary>Spread alike <span class="dim">${count(alike.length)}</span></summary><div class="differences">${alike.map(x => this.difference(x))}</div></details>` : nothing}
      ${d.defining?.length ? html`<p class="dim">Left out, since the groups were chosen by it: ${d.defining.join(', ')}</p>` : nothing}
      ${d.hidden?.length ? html`<p class="dim">Left out, since they look like identifiers: ${d.hidden.join(', ')}</p>` : nothing}`;
  }

  difference(x) {
    return html`<div class="difference"><h3><button class="v" .ask=${{ field: x.field, copy: x.field }}>${x.field}</button><span class="dim">${percent(x.score)}</span></h3>
      ${x.values.slice(0, 3).map(value => html`<div class="pair" title="${fieldText(x.field, value.value)}: ${percent(value.a)} of A, ${percent(value.b)} of B">
        ${v(x.field, value.value)}<div class="bars"><i class="a" style="width:${(value.a * 100).toFixed(1)}%"></i><i class="b" style="width:${(value.b * 100).toFixed(1)}%"></i></div></div>`)}
      ${x.values.length > 3 ? html`<button class="quiet dim" @click=${e => openMenu(e.clientX, e.clientY, { title: x.field, more: x.values.map(value => ({ label: `${fieldText(x.field, value.value) || '""'}   A ${percent(value.a)}  B ${percent(value.b)}`, run: () => state.set({ q: withCondition(state.q, condition(x.field, '=', value.value)) }) })) })}>${x.values.length - 3} more</button>` : nothing}</div>`;
  }

  traces(answer) {
    return html`<h2>Spans of A, slowest first</h2>${answer.spans.length ? html`<table class="list keep"><tbody>${answer.spans.map(s => html`<tr><td><i class="swatch" style="background:${serviceColor(s.service)}"></i>${s.service} <a href=${state.href(`/trace/${s.traceId}`, { span: s.spanId })}>${s.name}</a> ${s.status === 'error' ? html`<span class="error">▲</span>` : nothing}</td><td class="num">${duration(s.duration)}</td></tr>`)}</tbody></table>` : html`<p class="dim">None.</p>`}`;
  }
}
customElements.define('weir-explore', Explore);
