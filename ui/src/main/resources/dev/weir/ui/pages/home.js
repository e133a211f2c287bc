// What arrives now, how the services are, what failed, and what is slow.
import { html, nothing } from 'lit';
import { Page } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask, listen } from '../lib/api.js';
import { serviceColor } from '../lib/color.js';
import { ago, bytes, count, duration, millis, percent, rate } from '../lib/format.js';
import { condition, withCondition } from '../lib/query.js';
import { v } from '../lib/menu.js';
import { empty, notes, snippets } from '../parts/empty.js';
import { spark } from '../parts/spark.js';
import { errorList } from '../parts/error-list.js';

const SIGNALS = [['traces', 'Spans', '/traces'], ['logs', 'Log records', '/logs'], ['metrics', 'Metric points', '/metrics']];

class Home extends Page {
  constructor() {
    super();
    this.stats = this.loader('the state of the store');
    this.arrivals = this.loader('arrivals');
    this.services = this.loader('services');
    this.errors = this.loader('errors');
    this.slow = this.loader('operations');
    this.pipelines = this.loader('losses');
  }

  connectedCallback() {
    super.connectedCallback();
    // Shows what arrives without being told to.
    let quick = 0, whole = performance.now();
    this.stop = listen('stats/live', {}, {
      stats: answer => {
        this.stats.data = answer;
        this.requestUpdate();
        const now = performance.now(), waits = !this.services.data?.services.length;
        if (state.to !== 'now' || now - quick < 900) return;
        quick = now;
        if (waits || now - whole > 5000) { whole = now; this.refresh(); } else this.arrivals.again();
      },
    });
  }

  disconnectedCallback() { super.disconnectedCallback(); this.stop(); }

  load() {
    const { q, from, to } = state, key = [q, from, to];
    this.stats.run([], signal => ask('stats', {}, signal));
    this.arrivals.run([from, to], signal => ask('arrivals', { from, to, columns: 60 }, signal));
    this.services.run(key, signal => ask('services', { q, from, to, columns: 40, limit: 100 }, signal));
    this.errors.run(key, signal => ask('errors', { q, from, to, limit: 8 }, signal));
    this.slow.run(key, signal => ask('spans/groups', { q: withCondition(q, '(kind = server || kind = consumer)'), from, to, by: 'resource.service.name,name', measures: 'p95,p50,count,errorRate', limit: 200 }, signal));
    this.pipelines.run([], signal => ask('pipelines', {}, signal));
  }

  render() {
    const items = this.stats.data && Object.values(this.stats.data.signals ?? {}).reduce((sum, s) => sum + (s.items ?? 0), 0);
    if (items === 0) return html`<section class="page"><div class="empty"><h1>Weir is running and waits for telemetry</h1>
      <p>It takes OTLP at <code>${location.hostname}:4317</code> (gRPC) and <code>${location.hostname}:4318</code> (HTTP). Set these in the shell that starts your program; this page fills by itself.</p>${snippets()}<p>Or see every page alive: <code>./weir demo</code></p></div></section>`;
    return html`<section class="page"><h1 hidden>Home</h1>
      <div class="cards">${SIGNALS.map(s => this.arriving(...s))}${this.stats.view(s => this.store(s))}</div>
      <div class="block"><h2>Services</h2>${this.services.view(a => this.table(a))}</div>
      <div class="columns"><div class="block"><h2>Newest errors</h2>${this.errors.view(a => html`${notes(a, 'From a sample.')}${errorList(a.errors)}`)}</div>
        <div class="block"><h2>Slowest operations</h2>${this.slow.view(a => this.operations(a))}</div></div>
      ${this.pipelines.data ? this.losses(this.pipelines.data) : nothing}</section>`;
  }

  arriving(signal, label, path) {
    const data = this.arrivals.data?.signals?.[signal] ?? [], sums = new Map();
    for (const service of data) for (const [time, value] of service.series ?? []) sums.set(time, (sums.get(time) ?? 0) + (value ?? 0));
    const values = [...sums].sort(([a], [b]) => a - b).map(([, value]) => value), recent = values.slice(-4, -1);
    const top = [...data].sort((a, b) => b.count - a.count).slice(0, 3);
    return html`<a class="card" style="color:inherit;text-decoration:none" href=${state.href(path)}><div class="dim">${label}</div>
      <div class="big">${values.length ? rate(recent.length ? recent.reduce((a, b) => a + b, 0) / recent.length : values.at(-1)) : '–'}</div>${spark(values, { width: 220, height: 32, label: `${label} over time` })}
      <div class="dim">${top.map(s => html`<span class="service-chip"><i class="swatch" style="background:${serviceColor(s.service)}"></i>${s.service ?? '(no service)'}</span>`)}</div></a>`;
  }

  store(s) {
    const total = Object.values(s.signals ?? {}).reduce((sum, x) => sum + (x.items ?? 0), 0);
    return html`<div class="card"><div class="dim">Kept</div><div class="big">${bytes(s.bytes)} <span class="dim" style="font-size:12px">of ${bytes(s.maxBytes)}</span></div>
      <div>${count(total)} items, at most ${duration(s.maxAge)}</div><div class="dim wrap">${s.directory ?? 'in memory only'}</div>
      ${s.problem ? html`<p class="error" role="alert">▲ ${s.problem}</p>` : nothing}${s.quarantined?.length ? html`<p class="warn">${count(s.quarantined.length)} damaged slices set aside: ${s.quarantined.join(', ')}</p>` : nothing}</div>`;
  }

  table(answer) {
    if (!answer.services.length) return html`${notes(answer)}${empty('services')}`;
    return html`${notes(answer)}<table class="list"><thead><tr><th>Service</th><th class="num">Rate</th><th class="num">Errors</th><th class="num">p95</th><th class="spark-col">Requests</th><th>Newest error</th></tr></thead>
      <tbody>${answer.services.map(s => html`<tr .ask=${{ field: 'resource.service.name', value: s.service }}><td><i class="swatch" style="background:${serviceColor(s.service)}"></i><a href=${state.href(`/services/${encodeURIComponent(s.service)}`)}>${s.service}</a></td>
        <td class="num" data-label="rate">${rate(s.rate)}</td><td class="num ${s.errorRate > 0 ? 'error' : 'dim'}" data-label="errors">${s.errorRate > 0 ? html`<a class="error" href=${state.href('/traces', { q: withCondition(state.q, [condition('resource.service.name', '=', s.service), 'status = error'].join(' && ')) })}>▲ ${percent(s.errorRate)}</a>` : '0 %'}</td>
        <td class="num" data-label="p95">${duration(s.p95)}</td><td class="spark-col">${spark((s.series ?? []).map(p => p[1]), { label: 'requests over time', color: serviceColor(s.service) })}</td>
        <td>${s.newestError ? html`<a href=${state.href(`/trace/${s.newestError.traceId}`, { span: s.newestError.spanId })}>${s.newestError.name}</a> <span class="dim">${s.newestError.message} · ${ago(millis(s.newestError.time))}</span>` : nothing}</td></tr>`)}</tbody></table>`;
  }

  operations(answer) {
    const list = [...answer.groups].filter(g => g.values[0] !== null).sort((a, b) => b.values[0] - a.values[0]).slice(0, 12), most = Math.max(1, list[0]?.values[0] ?? 1);
    if (!list.length) return html`<p class="dim">None in this time range.</p>`;
    return html`<table class="list keep"><thead><tr><th>Operation</th><th class="num">p95</th><th class="num">p50</th><th class="num">Spans</th></tr></thead><tbody>${list.map(g => html`<tr><td><i class="swatch" style="background:${serviceColor(g.keys[0])}"></i>${v('resource.service.name', g.keys[0])} ${v('name', g.keys[1])}</td>
      <td class="num meter-cell"><span class="meter" style="width:${(g.values[0] / most * 100).toFixed(1)}%"></span><a href=${state.href('/traces', { q: withCondition(state.q, [condition('resource.service.name', '=', g.keys[0]), condition('name', '=', g.keys[1]), condition('duration', '>=', g.values[0])].join(' && ')) })}>${duration(g.values[0])}</a></td><td class="num">${duration(g.values[1])}</td><td class="num">${count(g.values[2])}</td></tr>`)}</tbody></table>`;
  }

  /** What was dropped, and why. */
  losses(answer) {
    const rows = (answer.nodes ?? []).flatMap(n => [...Object.entries(n.dropped ?? {}).map(([reason, items]) => [n, reason, items]), ...(n.counters?.refused ? [[n, 'refused', n.counters.refused]] : []), ...(n.counters?.failed ? [[n, 'failed', n.counters.failed]] : [])]).filter(r => r[2] > 0);
    return html`<div class="block"><h2>Dropped and refused since the start</h2>${rows.length ? html`<table class="list keep"><tbody>${rows.map(([n, reason, items]) => html`<tr><td><a href=${state.href('/pipelines', { node: n.id })}>${n.name}</a> <span class="dim">${n.kind}</span></td><td>${reason}</td><td class="num">${count(items)}</td></tr>`)}</tbody></table>` : html`<p class="dim">Nothing.</p>`}</div>`;
  }
}
customElements.define('weir-home', Home);
