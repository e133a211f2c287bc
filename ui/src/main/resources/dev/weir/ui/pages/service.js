// One service: rate, errors, duration, and its operations.
import { html, nothing } from 'lit';
import { Page } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask } from '../lib/api.js';
import { seriesColor, serviceColor, token } from '../lib/color.js';
import { count, duration, percent, rate, short } from '../lib/format.js';
import { condition, withCondition } from '../lib/query.js';
import { v } from '../lib/menu.js';
import { empty, notes } from '../parts/empty.js';
import { errorList } from '../parts/error-list.js';
import '../parts/chart.js';

class Service extends Page {
  constructor() {
    super();
    this.service = this.loader('the service');
    this.errors = this.loader('errors');
  }

  load() {
    const { q, from, to, id } = state;
    this.service.run([id, q, from, to], signal => ask(`services/${encodeURIComponent(id)}`, { q, from, to, columns: 90 }, signal));
    this.errors.run([id, q, from, to], signal => ask('errors', { q: withCondition(q, condition('resource.service.name', '=', id)), from, to, limit: 8 }, signal));
  }

  render() {
    const own = changes => withCondition(state.q, [condition('resource.service.name', '=', state.id), ...changes ?? []].join(' && '));
    return html`<section class="page"><div class="head"><a href=${state.href('/services')}>Services</a><span class="dim">/</span><h1><i class="swatch" style="background:${serviceColor(state.id)}"></i>${v('resource.service.name', state.id)}</h1><span class="grow"></span>
      <a class="button" href=${state.href('/traces', { q: own() })}>Traces</a><a class="button" href=${state.href('/logs', { q: own() })}>Logs</a><a class="button" href=${state.href('/metrics', { q: own() })}>Metrics</a></div>
      ${this.service.view(s => this.page(s, own))}</section>`;
  }

  page(s, own) {
    if (!s.count && !s.operations?.length) return html`${notes(s)}${empty('requests of this service')}`;
    const line = (name, column, color, more = {}) => ({ name, color, points: s.series.map(p => [p[0], p[column]]), ...more });
    return html`${notes(s)}
      <div class="cards"><div class="card"><div class="dim">Requests</div><div class="big">${rate(s.rate)}</div><weir-chart style="height:110px" .lines=${[line('requests/s', 1, token('--accent'), { area: true })]} .format=${short} label="requests per second"></weir-chart></div>
        <div class="card"><div class="dim">Errors</div><div class="big ${s.errorRate > 0 ? 'error' : ''}">${percent(s.errorRate)}</div><weir-chart style="height:110px" .lines=${[line('errors', 2, token('--error'), { area: true })]} .format=${percent} label="share of errors"></weir-chart></div>
        <div class="card"><div class="dim">Duration, p95</div><div class="big">${duration(s.p95)}</div><weir-chart style="height:110px" .lines=${[line('p50', 3, seriesColor(2)), line('p95', 4, seriesColor(0)), line('p99', 5, seriesColor(1))]} .format=${duration} label="duration"></weir-chart></div></div>
      <div class="block"><h2>Operations</h2><table class="list"><thead><tr><th>Operation</th><th>Kind</th><th class="num">Spans</th><th class="num">Rate</th><th class="num">Errors</th><th class="num">p50</th><th class="num">p95</th><th class="num">p99</th><th class="num">Total time</th></tr></thead>
        <tbody>${s.operations.map(o => html`<tr><td>${v('name', o.name, o.name, { more: [{ label: 'Traces with it', run: () => state.go(state.href('/traces', { q: own([condition('name', '=', o.name)]) })) }] })}</td><td class="dim">${o.kind}</td><td class="num" data-label="spans">${count(o.count)}</td><td class="num">${rate(o.rate)}</td>
          <td class="num" data-label="errors">${o.errors ? html`<a class="error" href=${state.href('/traces', { q: own([condition('name', '=', o.name), 'status = error']) })}>${percent(o.errorRate)}</a>` : html`<span class="dim">0 %</span>`}</td><td class="num" data-label="p50">${duration(o.p50)}</td>
          <td class="num" data-label="p95"><a href=${state.href('/traces', { q: own([condition('name', '=', o.name), condition('duration', '>=', o.p95 ?? 0)]) })}>${duration(o.p95)}</a></td><td class="num" data-label="p99">${duration(o.p99)}</td><td class="num" data-label="total">${duration(o.total)}</td></tr>`)}</tbody></table></div>
      <div class="columns"><div class="block"><h2>Newest errors</h2>${this.errors.view(a => errorList(a.errors))}</div>
        <div class="block"><h2>Resource</h2><dl class="facts-list">${(s.resources ?? []).map(r => html`<div><dt>${r.key}</dt><dd class="pairs">${r.values.slice(0, 6).map(x => html`<span>${v(`resource.${r.key}`, x.value)}${r.values.length > 1 ? html` <span class="dim">${percent(x.count / r.values.reduce((n, y) => n + y.count, 0))}</span>` : nothing}</span>`)}</dd></div>`)}</dl>
        ${s.metrics?.length ? html`<h2>Metrics</h2><p class="pairs">${s.metrics.map(m => html`<span><a href=${state.href('/metrics', { metric: m, q: own() })}>${m}</a></span> `)}</p>` : nothing}</div></div>`;
  }
}

customElements.define('weir-service', Service);
