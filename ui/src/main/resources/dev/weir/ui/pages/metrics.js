// Metrics: a list with type and unit, and a chart that can be split, with exemplars that open their trace.
import { html, nothing } from 'lit';
import { Page } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask } from '../lib/api.js';
import { seriesColor, token } from '../lib/color.js';
import { clock, count, fieldText, millis, withUnit } from '../lib/format.js';
import { v } from '../lib/menu.js';
import { empty, notes } from '../parts/empty.js';
import { fieldPicker } from '../parts/field-picker.js';
import '../parts/chart.js';
import '../parts/heatmap.js';

const AGGREGATIONS = {
  gauge: ['avg', 'min', 'max', 'sum', 'last', 'quantile'], sum: ['rate', 'increase', 'sum', 'avg', 'max', 'last'],
  histogram: ['quantile', 'rate', 'count', 'avg', 'sum', 'increase', 'heatmap'], exponential_histogram: ['quantile', 'rate', 'count', 'avg', 'sum', 'increase', 'heatmap'], summary: ['quantile', 'rate', 'avg', 'count'],
};

class Metrics extends Page {
  constructor() {
    super();
    this.list = this.loader('metrics');
    this.series = this.loader('the metric');
    this.heat = this.loader('the heatmap');
    this.exemplars = this.loader('exemplars');
  }

  /** The metric that is named, or else the first. */
  get shown() { return state.get('metric') || (this.list.data?.metrics[0]?.name ?? ''); }

  load() {
    const { q, from, to } = state, text = state.get('text');
    this.list.run([q, from, to, text], async signal => {
      const answer = await ask('metrics', { q, from, to, text, limit: 1000 }, signal);
      if (!answer.metrics.length && !text) answer.total = (await ask('stats', {}, signal)).signals?.metrics?.items;
      return answer;
    });
    const metric = this.shown;
    if (!metric) return;
    const by = state.get('by'), aggregation = state.get('aggregation');
    if (aggregation === 'heatmap') this.heat.run([metric, q, from, to], signal => ask('metrics/heatmap', { metric, q, from, to, columns: 120 }, signal));
    else this.series.run([metric, q, from, to, by, aggregation], signal => ask('metrics/series', { metric, q, from, to, by, aggregation, columns: 90, limit: 30 }, signal));
    this.exemplars.run([metric, q, from, to], signal => ask('metrics/exemplars', { metric, q, from, to, limit: 200 }, signal));
  }

  /** Without a name in the address the list must be there before its first metric can be asked for. */
  updated() {
    if (this.shown !== this.asked) { this.asked = this.shown; this.load(); }
  }

  render() {
    return html`<section class="page"><div class="head"><h1>Metrics</h1><input class="find" type="search" placeholder="Name or description" aria-label="Name or description" .value=${state.get('text')}
      @input=${e => { clearTimeout(this.timer); const text = e.target.value; this.timer = setTimeout(() => state.set({ text }, { replace: true }), 200); }}></div>
      ${this.list.view(answer => this.page(answer))}</section>`;
  }

  page(answer) {
    if (!answer.metrics.length) return html`${notes(answer)}${empty('metrics', answer)}`;
    const metric = answer.metrics.find(m => m.name === this.shown);
    return html`<div class="metric-page"><nav class="metric-list" aria-label="Metrics">${notes(answer)}${answer.metrics.map(m => html`
        <a href=${state.href('/metrics', { metric: m.name, text: state.get('text') })} aria-current=${m.name === this.shown ? 'true' : nothing} title=${m.description ?? ''} .ask=${{ copy: m.name, title: m.name }}>
          ${m.name}<div class="dim">${m.type.replace('_', ' ')}${m.unit ? `, ${m.unit}` : ''} · ${count(m.series)} series</div></a>`)}</nav>
      <div>${metric ? this.metric(metric) : state.get('metric') ? this.metric({ name: state.get('metric'), type: 'gauge', services: [] }) : nothing}</div></div>`;
  }

  metric(m) {
    const aggregation = state.get('aggregation') || this.series.data?.aggregation || m.aggregation;
    return html`<h2>${m.name}</h2><p class="dim">${m.description ?? ''}</p>
      <p class="summary">${m.type.replace('_', ' ')}${m.unit ? html`, unit <code>${m.unit}</code>` : nothing}${m.temporality && m.temporality !== 'unspecified' ? `, ${m.temporality}` : ''}${m.monotonic ? ', monotonic' : ''}, from ${(m.services ?? []).slice(0, 6).map(s => html`${v('resource.service.name', s)} `)}</p>
      <div class="head"><div class="tabs" role="tablist" aria-label="Aggregation">${(AGGREGATIONS[m.type] ?? AGGREGATIONS.gauge).map(a => html`<button role="tab" aria-selected=${a === aggregation} @click=${() => state.set({ aggregation: a })}>${a}</button>`)}</div>
        ${aggregation === 'heatmap' ? nothing : fieldPicker('Split by', state.get('by'), by => state.set({ by }), 'metrics')}</div>
      ${aggregation === 'heatmap' ? this.heat.view(h => h.counts?.length ? html`${notes(h)}<weir-heatmap .heat=${h} .format=${x => withUnit(x, m.unit)} .exemplars=${this.exemplars.data?.exemplars ?? []}></weir-heatmap>` : empty('points'))
        : this.series.view(answer => this.chart(answer, m))}
      ${this.exemplars.data?.exemplars?.length ? html`<details><summary>Exemplars <span class="dim">${count(this.exemplars.data.exemplars.length)}</span></summary><table class="list keep"><tbody>${this.exemplars.data.exemplars.slice(0, 100).map(e => html`<tr><td>${clock(e.time)}</td><td class="num">${withUnit(e.value, m.unit)}</td><td>${e.traceId ? html`<a href=${state.href(`/trace/${e.traceId}`, { span: e.spanId })}>${e.traceId.slice(0, 16)}</a>` : nothing}</td></tr>`)}</tbody></table></details>` : nothing}`;
  }

  chart(answer, m) {
    if (!answer.series.length) return html`${notes(answer)}${empty('points')}`;
    const names = answer.series.map(s => Object.entries(s.labels).map(([k, value]) => k === 'quantile' ? `p${Number((Number(value) * 100).toFixed(3))}` : `${k.replace(/^(point|resource)\./, '')}=${fieldText(k, value)}`).join(', ') || answer.aggregation);
    const lines = answer.series.map((s, i) => ({ name: names[i], points: s.points, color: seriesColor(i) }));
    const exemplars = (this.exemplars.data?.exemplars ?? []).filter(e => e.traceId);
    if (exemplars.length && ['quantile', 'avg', 'min', 'max'].includes(answer.aggregation)) lines.push({ name: 'exemplars', dots: true, symbol: 'diamond', size: 9, color: token('--text'), points: exemplars.map(e => [millis(e.time), e.value]), items: exemplars });
    return html`${notes(answer, 'More series than are shown.')}<weir-chart class="tall" legend .lines=${lines} .format=${x => withUnit(x, answer.unit ?? m.unit)} label=${m.name}
        .pick=${e => e?.traceId && state.go(state.href(`/trace/${e.traceId}`, { span: e.spanId }))}></weir-chart>
      <table class="list keep"><thead><tr><th>Series</th><th class="num">Last</th><th class="num">Mean</th><th class="num">Most</th></tr></thead><tbody>${answer.series.map((s, i) => {
        const values = s.points.map(p => p[1]).filter(x => x !== null);
        return html`<tr><td><i class="swatch" style="background:${seriesColor(i)}"></i>${Object.keys(s.labels).filter(k => k !== 'quantile').length ? Object.entries(s.labels).map(([k, value]) => html`${v(k, value)} `) : names[i]}</td>${[values.at(-1), values.length ? values.reduce((a, b) => a + b, 0) / values.length : undefined, values.length ? Math.max(...values) : undefined].map(x => html`<td class="num">${withUnit(x, answer.unit ?? m.unit)}</td>`)}</tr>`;
      })}</tbody></table>`;
  }
}
customElements.define('weir-metrics', Metrics);
