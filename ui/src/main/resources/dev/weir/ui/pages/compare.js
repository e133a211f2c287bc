// Two traces: what is only in one, and what got slower.
import { html, nothing } from 'lit';
import { Page } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask } from '../lib/api.js';
import { traceModel } from '../lib/trace-model.js';
import { align } from '../lib/align.js';
import { serviceColor } from '../lib/color.js';
import { ago, count, duration, millis } from '../lib/format.js';
import { condition } from '../lib/query.js';
import { v } from '../lib/menu.js';

const MOST = 2000;

class Compare extends Page {
  constructor() {
    super();
    this.both = this.loader('the traces');
    this.others = this.loader('other traces');
  }

  load() {
    const a = state.get('a'), b = state.get('b');
    if (a && b) this.both.run([a, b], async signal => {
      const [x, y] = await Promise.all([a, b].map(id => ask(`traces/${encodeURIComponent(id)}`, {}, signal)));
      const left = traceModel(x), right = traceModel(y);
      return { left, right, rows: align(left, right) };
    });
    else if (a) this.others.run([a], async signal => {
      const summary = await ask(`traces/${encodeURIComponent(a)}/summary`, {}, signal);
      const q = summary.rootName ? `{ ${[condition('rootServiceName', '=', summary.rootService), condition('rootName', '=', summary.rootName)].join(' && ')} }` : '';
      const answer = await ask('traces', { q, from: state.from, to: state.to, limit: 50 }, signal);
      return { summary, traces: answer.traces.filter(t => t.traceId !== a) };
    });
  }

  render() {
    const a = state.get('a'), b = state.get('b');
    return html`<section class="page"><div class="head"><h1>Compare traces</h1>${a && b ? html`<button @click=${() => state.set({ a: b, b: a })}>Swap</button><button @click=${() => state.set({ b: null })}>Choose another</button>` : nothing}</div>
      ${a && b ? this.both.view(x => this.page(x)) : a ? this.others.view(x => this.choose(x)) : html`<form class="groups-form" @submit=${e => { e.preventDefault(); state.set({ a: e.target.a.value.trim(), b: e.target.b.value.trim() }); }}><label for="trace-a"><i class="key-a"></i>A</label><input id="trace-a" name="a" placeholder="trace id"><label for="trace-b"><i class="key-b"></i>B</label><input id="trace-b" name="b" placeholder="trace id"><span></span><span><button>Compare</button></span></form>`}</section>`;
  }

  choose({ summary, traces }) {
    return html`<p>With which trace is <b>${summary.rootService} ${summary.rootName}</b> (${duration(summary.duration)}) to be compared? These have the same root:</p>
      ${traces.length ? html`<table class="list keep"><tbody>${traces.map(t => html`<tr><td><a href=${state.href('/compare', { a: state.get('a'), b: t.traceId })}>${t.rootService} ${t.rootName}</a></td><td class="num">${duration(t.duration)}</td><td class="num">${count(t.spans)} spans</td><td class="num ${t.errors ? 'error' : 'dim'}">${count(t.errors)} errors</td><td class="dim">${ago(millis(t.start))}</td></tr>`)}</tbody></table>` : html`<p class="dim">None in this time range.</p>`}
      <form class="head" @submit=${e => { e.preventDefault(); state.set({ b: e.target.b.value.trim() }); }}><input name="b" placeholder="or a trace id" aria-label="Trace id"><button>Compare</button></form>`;
  }

  page({ left, right, rows }) {
    const only = state.get('only') === '1', sort = state.get('sort');
    let shown = only ? rows.filter(r => !r.a || !r.b || r.a.count !== r.b.count || Math.abs(r.b.total - r.a.total) > 0.1 * Math.max(r.a.total, r.b.total)) : rows;
    if (sort === 'delta') shown = [...shown].sort((p, q) => Math.abs((q.b?.self ?? 0) - (q.a?.self ?? 0)) - Math.abs((p.b?.self ?? 0) - (p.a?.self ?? 0)));
    const most = Math.max(1, ...rows.map(r => Math.max(r.a?.total ?? 0, r.b?.total ?? 0)));
    const head = (m, letter, id) => html`<div class="card"><i class="key-${letter}"></i><b>${letter.toUpperCase()}</b> <a href=${state.href(`/trace/${id}`)}>${m.services[m.roots[0]]} ${m.names[m.roots[0]]}</a><div class="big">${duration(m.end - m.begin)}</div><div class="dim">${count(m.size)} spans, ${count(m.errors.length)} errors, ${ago(millis(m.answer.start))}</div></div>`;
    return html`<div class="cards">${head(left, 'a', state.get('a'))}${head(right, 'b', state.get('b'))}
        <div class="card"><div class="dim">B against A</div><div class="big">${delta(right.end - right.begin - (left.end - left.begin))}</div><div class="dim">${count(rows.filter(r => !r.b).length)} operations only in A, ${count(rows.filter(r => !r.a).length)} only in B</div></div></div>
      <div class="head"><button aria-pressed=${only} @click=${() => state.set({ only: only ? null : 1 }, { replace: true })}>Only what differs</button><button aria-pressed=${sort === 'delta'} @click=${() => state.set({ sort: sort ? null : 'delta' }, { replace: true })}>Largest difference first</button></div>
      <table class="list keep compare-list"><thead><tr><th>Operation</th><th class="num">Spans A</th><th class="num">Spans B</th><th class="num">A</th><th class="num">B</th><th class="num">Difference</th><th></th></tr></thead>
      <tbody>${shown.slice(0, MOST).map(r => html`<tr class=${!r.a ? 'only-b' : !r.b ? 'only-a' : ''}><td style="padding-left:${8 + (sort ? 0 : Math.min(r.depth, 30) * 12)}px"><i class="swatch" style="background:${serviceColor(r.service)}"></i>${v('resource.service.name', r.service)} ${v('name', r.name)}${!r.a ? html` <span class="times">only in B</span>` : !r.b ? html` <span class="times">only in A</span>` : nothing}${r.a?.errors || r.b?.errors ? html` <span class="error">▲</span>` : nothing}</td>
        <td class="num">${r.a ? count(r.a.count) : '–'}</td><td class="num ${r.a && r.b && r.b.count > r.a.count ? 'slower' : ''}">${r.b ? count(r.b.count) : '–'}</td>
        <td class="num">${r.a ? html`<a href=${state.href(`/trace/${state.get('a')}`, { span: r.a.span })}>${duration(r.a.total)}</a>` : '–'}</td><td class="num">${r.b ? html`<a href=${state.href(`/trace/${state.get('b')}`, { span: r.b.span })}>${duration(r.b.total)}</a>` : '–'}</td>
        <td class="num delta">${delta((r.b?.total ?? 0) - (r.a?.total ?? 0))}</td><td style="width:140px"><div class="bars"><i class="a" style="display:block;height:6px;width:${((r.a?.total ?? 0) / most * 100).toFixed(1)}%"></i><i class="b" style="display:block;height:6px;width:${((r.b?.total ?? 0) / most * 100).toFixed(1)}%"></i></div></td></tr>`)}</tbody></table>
      ${shown.length > MOST ? html`<p class="note">The first ${count(MOST)} of ${count(shown.length)} operations are shown.</p>` : nothing}`;
  }
}

const delta = ns => Math.abs(ns) < 1000 ? html`<span class="dim">0</span>` : html`<span class=${ns > 0 ? 'slower' : 'faster'}>${ns > 0 ? '+' : '−'}${duration(Math.abs(ns))}</span>`;

customElements.define('weir-compare', Compare);
