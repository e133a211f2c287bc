// Search for traces: over time, as a table, or grouped by any attribute.
import { html, nothing } from 'lit';
import { Page } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask, listen } from '../lib/api.js';
import { condition, withCondition } from '../lib/query.js';
import { ago, clock, count, duration, fieldText, hoverTime, millis, percent, rate } from '../lib/format.js';
import { serviceColor, seriesColor, token } from '../lib/color.js';
import { v } from '../lib/menu.js';
import { empty, notes } from '../parts/empty.js';
import { spark } from '../parts/spark.js';
import { fieldPicker } from '../parts/field-picker.js';
import '../parts/chart.js';

const METRICS = /\|\s*(rate|compare|topk|bottomk|[a-z]+_over_time)\s*\(/;
const SORTS = { newest: t => -millis(t.start), duration: t => -t.duration, spans: t => -t.spans, errors: t => -t.errors };

class Traces extends Page {
  constructor() {
    super();
    this.found = this.loader('traces');
    this.groups = this.loader('groups');
    this.series = this.loader('series');
    this.arrived = new Map();
    this.picked = new Set();
  }

  get view() { return METRICS.test(state.q) ? 'metrics' : state.get('view', state.get('by') ? 'groups' : 'table'); }

  load() {
    const { q, from, to } = state;
    if (this.view === 'metrics') this.series.run([q, from, to], signal => ask('spans/metrics', { q, from, to, columns: 120 }, signal));
    else if (this.view === 'groups') {
      const by = state.get('by', 'resource.service.name');
      this.groups.run([q, from, to, by], signal => ask('spans/groups', { q, from, to, by, limit: 100, columns: 30, measures: 'count,rate,errorRate,p50,p95,p99' }, signal));
    } else {
      this.found.run([q, from, to], async signal => {
        this.arrived.clear();
        const answer = await ask('traces', { q, from, to, limit: 200, spans: 3 }, signal);
        if (!answer.traces.length) answer.total = (await ask('stats', {}, signal)).signals?.traces?.items;
        return answer;
      });
    }
    this.follow();
  }

  disconnectedCallback() { super.disconnectedCallback(); this.stop?.(); this.stop = this.following = null; }

  /** Adds traces as they arrive. */
  follow() {
    const wanted = state.live && this.view === 'table' ? state.q : null;
    if (wanted === this.following) return;
    this.stop?.();
    this.stop = null;
    this.following = wanted;
    if (wanted === null) return;
    this.stop = listen('traces/live', { q: wanted }, {
      // What arrived between the search and the stream, or while the page was hidden.
      state: s => { if (s === 'open') this.found.again(); },
      trace: trace => {
        this.arrived.delete(trace.traceId);
        this.arrived.set(trace.traceId, trace);
        if (this.arrived.size > 500) this.arrived.delete(this.arrived.keys().next().value);
        this.soon ??= setTimeout(() => { this.soon = null; this.requestUpdate(); }, 100);
      },
      error: answer => { this.stop?.(); this.found.error = answer.error ?? answer; this.requestUpdate(); },
    });
  }

  render() {
    const view = this.view;
    return html`<section class="page">
      <div class="head"><h1>Traces</h1>
        ${view === 'metrics' ? nothing : html`<div class="tabs" role="tablist">${[['table', 'Table'], ['groups', 'Groups']].map(([id, label]) => html`
          <button role="tab" aria-selected=${view === id} @click=${() => state.set({ view: id, by: id === 'groups' ? state.get('by', 'resource.service.name') : null })}>${label}</button>`)}</div>
        ${fieldPicker('Group by', state.get('by'), field => state.set({ by: field, view: field ? 'groups' : null }))}`}
        <span class="grow"></span>
        ${this.picked.size === 2 ? html`<a class="button" href=${state.href('/compare', { a: [...this.picked][0], b: [...this.picked][1] })}>Compare the two</a>` : nothing}
        <a class="button quiet" href=${`/api/v1/export?${new URLSearchParams({ signal: 'traces', q: state.q, from: state.from, to: state.to })}`} download="traces.jsonl">Export</a>
      </div>
      ${view === 'metrics' ? this.series.view(a => this.chart(a)) : view === 'groups' ? this.groups.view(a => this.table(a)) : this.found.view(a => this.list(a))}
    </section>`;
  }

  list(answer) {
    const byId = new Map([...[...this.arrived.values()].reverse(), ...answer.traces].map(t => [t.traceId, t]).reverse());
    const sort = SORTS[state.get('sort', 'newest')] ?? SORTS.newest;
    const traces = [...byId.values()].sort((a, b) => sort(a) - sort(b));
    if (!traces.length) return html`${notes(answer)}${empty('traces', answer)}`;
    const longest = Math.max(...traces.map(t => t.duration), 1);
    return html`<weir-chart class="scatter" .min=${answer.cut ? Math.min(...traces.map(t => millis(t.start))) : undefined} .lines=${dots(traces)} .format=${duration} log label="duration of traces over time"
        .pick=${trace => trace?.traceId && state.go(state.href(`/trace/${trace.traceId}`))}></weir-chart>
      <p class="summary"><b>${count(traces.length)}</b> traces${answer.cut ? ' (newest)' : ''}, <b>${count(traces.filter(t => t.errors).length)}</b> with errors</p>
      ${notes(answer, 'More traces match than are shown: the newest are here. Narrow the query or the time range.')}
      <table class="list traces-list"><thead><tr><th class="pick"></th>${this.sorter('newest', 'Start')}<th>Root</th>${this.sorter('duration', 'Duration')}${this.sorter('spans', 'Spans', 'num')}${this.sorter('errors', 'Errors', 'num')}<th class="services-col">Services</th></tr></thead>
      <tbody>${traces.map(trace => this.row(trace, longest))}</tbody></table>
      ${answer.cut ? html`<p class="actions"><button @click=${() => this.older(answer)}>Older traces</button></p>` : nothing}`;
  }

  /** The range ends where this list does. */
  older(answer) {
    const { from } = state.range();
    state.set({ from: Math.round(from), to: Math.floor(Math.min(...answer.traces.map(t => millis(t.start)))), live: null });
  }

  sorter(id, label, style = '') {
    const on = state.get('sort', 'newest') === id;
    return html`<th class=${style} aria-sort=${on ? 'descending' : 'none'}><button class="sort" @click=${() => state.set({ sort: id === 'newest' ? null : id }, { replace: true })}>${label}${on ? ' ↓' : ''}</button></th>`;
  }

  row(trace, longest) {
    const href = state.href(`/trace/${trace.traceId}`, trace.matches?.[0] && state.q ? { span: trace.matches[0].spanId } : {});
    return html`<tr class=${this.arrived.has(trace.traceId) ? 'arrived' : ''} .ask=${{ copy: trace.traceId, title: trace.traceId, more: [{ label: 'Open the trace', run: () => state.go(href) }, { label: 'Compare with …', run: () => state.go(state.href('/compare', { a: trace.traceId })) }] }}
        @click=${e => { if (!e.target.closest('a,button,input')) state.go(href); }}>
      <td class="pick"><input type="checkbox" aria-label="Choose to compare" .checked=${this.picked.has(trace.traceId)} @change=${e => this.choose(trace.traceId, e.target.checked)}></td>
      <td class="time" title=${hoverTime(trace.start)}>${clock(trace.start)}<span class="dim ago"> ${ago(millis(trace.start))}</span></td>
      <td class="root"><i class="swatch" style="background:${serviceColor(trace.rootService)}"></i>${v('resource.service.name', trace.rootService, trace.rootService ?? '(root missing)')} <a href=${href}>${trace.rootName ?? trace.matches?.[0]?.name ?? trace.traceId}</a></td>
      <td class="dur"><span class="meter" style="width:${(trace.duration / longest * 100).toFixed(1)}%"></span>${v('traceDuration', trace.duration, duration(trace.duration), { operator: '>=', plain: true })}</td>
      <td class="num"><span class="label">spans </span>${count(trace.spans)}</td>
      <td class="num">${trace.errors ? html`<span class="error"><span aria-hidden="true">▲ </span>${count(trace.errors)}<span class="label"> errors</span></span>` : html`<span class="dim none">0</span>`}</td>
      <td class="services-col">${(trace.services ?? []).slice(0, 8).map(s => html`<span class="service-chip" title="${s.service}: ${s.spans} spans, ${s.errors} errors"><i class="swatch" style="background:${serviceColor(s.service)}"></i>${v('resource.service.name', s.service)}${s.errors ? html`<span class="error">▲</span>` : nothing}</span>`)}${(trace.services ?? []).length > 8 ? html`<span class="dim">+${trace.services.length - 8}</span>` : nothing}</td></tr>`;
  }

  choose(id, on) {
    if (on) this.picked.add(id); else this.picked.delete(id);
    if (this.picked.size > 2) this.picked.delete(this.picked.values().next().value);
    this.requestUpdate();
  }

  /** Groups of spans with their numbers. */
  table(answer) {
    if (!answer.groups.length) return html`${notes(answer)}${empty('spans')}`;
    const by = answer.by, most = Math.max(...answer.groups.map(g => g.values[0] ?? 0), 1);
    return html`${notes(answer)}<table class="list"><thead><tr>${by.map(f => html`<th>${f}</th>`)}<th class="num">Spans</th><th class="num">Rate</th><th class="spark-col">Over time</th><th class="num">Errors</th><th class="num">p50</th><th class="num">p95</th><th class="num">p99</th></tr></thead>
      <tbody>${answer.groups.map(g => html`<tr>${g.keys.map((key, i) => html`<td>${v(by[i], key)}</td>`)}
        <td class="num meter-cell"><span class="meter" style="width:${(g.values[0] / most * 100).toFixed(1)}%"></span><span class="label">spans </span>${count(g.values[0])}</td><td class="num">${rate(g.values[1])}</td>
        <td class="spark-col">${g.series ? spark(g.series.map(p => p[1]), { label: 'spans over time' }) : nothing}</td>
        <td class="num ${g.values[2] > 0 ? 'error' : 'dim'}" data-label="errors">${percent(g.values[2])}</td>
        ${[3, 4, 5].map(m => html`<td class="num" data-label=${['p50', 'p95', 'p99'][m - 3]}>${g.values[m] === null ? '–' : html`<button class="v" .ask=${{ condition: by.map((f, i) => condition(f, '=', g.keys[i])).concat(condition('duration', '>=', g.values[m])).join(' && '), copy: duration(g.values[m]), more: [{ label: 'Traces this slow', run: () => state.go(state.href('/traces', { q: by.reduce((q, f, i) => withCondition(q, condition(f, '=', g.keys[i])), withCondition(state.q, condition('duration', '>=', g.values[m]))) })) }] }}>${duration(g.values[m])}</button>`}</td>`)}</tr>`)}</tbody></table>`;
  }

  /** A query that ends in a metrics function. */
  chart(answer) {
    if (!answer.series.length) return html`${notes(answer)}${empty('spans')}`;
    const seconds = /duration/.test(state.q) && /_over_time/.test(state.q);
    return html`${notes(answer)}<weir-chart class="tall" legend .format=${seconds ? x => duration(x * 1e9) : x => fieldText('', Number(x.toPrecision(4)))} .lines=${answer.series.map((s, i) => ({
      name: seriesName(s.labels), points: s.points, color: seriesColor(i) }))}></weir-chart>`;
  }
}

/** One label needs no name: the query says what it is. */
function seriesName(labels) {
  const list = Object.entries(labels);
  return list.map(([k, value]) => list.length === 1 ? fieldText(k, value) || '(none)' : `${k}=${fieldText(k, value)}`).join(', ') || 'all';
}

/** Dots of the scatter: without errors, and with. */
function dots(traces) {
  const line = (name, list, color, symbol) => ({ name, dots: true, symbol, color, points: list.map(t => [millis(t.start), Math.max(t.duration, 1)]), items: list });
  return [line('traces', traces.filter(t => !t.errors), token('--accent')), line('with errors', traces.filter(t => t.errors), token('--error'), 'triangle')];
}

customElements.define('weir-traces', Traces);
