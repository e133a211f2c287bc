// Volume: bytes and items by service, name, attribute and metric; what makes the series; what a rule would save.
import { html, nothing } from 'lit';
import { Page } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask } from '../lib/api.js';
import { bytes, clock, count, dateTime, fieldText, millis, percent, short } from '../lib/format.js';
import { v } from '../lib/menu.js';
import { condition, withCondition } from '../lib/query.js';
import { lengthOfTime, ottlText, yamlBox } from '../lib/ottl.js';
import { empty, notes } from '../parts/empty.js';
import { fieldPicker } from '../parts/field-picker.js';
import '../parts/rule-trial.js';

const SERVICE = 'resource.service.name';

/** By signal: what its items are called, the field of their names, and where they are listed. */
const SIGNALS = {
  traces: { label: 'Traces', items: 'spans', name: 'name', named: 'Span name' },
  logs: { label: 'Logs', items: 'log records', name: 'severity', named: 'Severity' },
  metrics: { label: 'Metrics', items: 'points', name: 'metric_name', named: 'Metric' },
};

/** The contexts of statements by the scope of an attribute. */
const CONTEXT = { resource: 'resource', span: 'span', event: 'spanevent', log: 'log', point: 'datapoint' };

class Volume extends Page {
  constructor() {
    super();
    this.totals = this.loader('the totals');
    this.groups = this.loader('the groups');
    this.keys = this.loader('the attributes');
    this.series = this.loader('the metrics');
    this.made = this.loader('the series');
  }

  get signal() { return state.get('signal') in SIGNALS ? state.get('signal') : 'traces'; }

  get by() { return state.get('by', SERVICE); }

  load() {
    const { q, from, to } = state, signal = this.signal, by = this.by;
    this.totals.run([q, from, to], async abort => Object.fromEntries(await Promise.all(Object.keys(SIGNALS).map(async s =>
      [s, await ask('volume', { signal: s, q, from, to, limit: 1 }, abort)]))));
    if (by === 'attributes') this.keys.run([signal, q, from, to], abort => ask('volume/attributes', { signal, q, from, to, limit: 200 }, abort));
    else if (by === 'series') {
      this.series.run([q, from, to], abort => ask('volume/metrics', { q, from, to, limit: 200 }, abort));
      const metric = state.get('metric');
      if (metric) this.made.run([metric, q, from, to], abort => ask('volume/metrics/attributes', { metric, q, from, to }, abort));
    } else this.groups.run([signal, by, q, from, to], abort => ask('volume', { signal, by, q, from, to, limit: 200 }, abort));
  }

  render() {
    return html`<section class="page volume"><div class="head"><h1>Volume</h1><span class="grow"></span><a class="button" href=${state.href('/try', { signal: this.signal })}>Try a statement</a></div>
      ${this.totals.view(totals => this.page(totals))}</section>`;
  }

  page(totals) {
    const total = totals[this.signal];
    return html`<div class="cards" role="tablist" aria-label="Signal">${Object.entries(SIGNALS).map(([name, s]) => this.card(name, s, totals[name]))}</div>
      ${total.items ? html`<p class="summary extrapolated">${extrapolated(total.window)} ${total.unmeasured ? html`<span class="warn">${count(total.unmeasured)} ${SIGNALS[this.signal].items} were stored by an older version: their bytes are not known and count as 0.</span>` : nothing}</p>` : nothing}
      ${notes({ ignored: total.ignored })}
      ${total.items ? html`${this.tabs()}${this.table(total)}<weir-rule-trial .signal=${this.signal}></weir-rule-trial>` : this.nothing()}`;
  }

  card(name, s, total) {
    return html`<button role="tab" class="card volume-card" aria-selected=${name === this.signal} @click=${() => state.set({ signal: name, by: null, metric: null, without: null, conditions: null, context: null })}>
      <span class="dim">${s.label}</span><span class="big">${total.items ? `${bytes(total.bytesPerDay)} a day` : '–'}</span>
      <span class="dim">${bytes(total.bytes)} in ${short(total.items)} ${s.items}${total.items ? `, ${bytes(Math.round(total.bytes / total.items))} each` : ''}</span></button>`;
  }

  /** Whether the store has none at all decides what is said. */
  nothing() {
    const signal = this.signal;
    this.stats ??= this.loader('the store');
    this.stats.run([signal], async abort => (await ask('stats', {}, abort)).signals?.[signal]?.items ?? 0);
    return this.stats.view(total => empty(signal, { total }));
  }

  tabs() {
    const s = SIGNALS[this.signal], by = this.by;
    const all = [[SERVICE, 'Service'], [s.name, s.named], ['attributes', 'Attribute key'], ...(this.signal === 'metrics' ? [['series', 'Series']] : [])];
    const own = !all.some(([field]) => field === by);
    return html`<div class="head"><div class="tabs" role="tablist" aria-label="By">${all.map(([field, label]) => html`
        <button role="tab" aria-selected=${field === by} @click=${() => state.set({ by: field === SERVICE ? null : field, metric: null, without: null })}>${label}</button>`)}</div>
      ${fieldPicker('By', own ? by : '', field => state.set({ by: field || null, metric: null, without: null }), this.signal)}</div>`;
  }

  table(total) {
    if (this.by === 'attributes') return this.keys.view(answer => this.attributes(answer));
    if (this.by === 'series') return this.series.view(answer => this.metrics(answer));
    return this.groups.view(answer => this.grouped(answer, total));
  }

  grouped(answer) {
    const field = answer.by[0], most = Math.max(1, ...answer.groups.map(g => g.bytes));
    return html`${notes({ cut: answer.cut }, `Of ${count(answer.groupCount)} groups the ${count(answer.groups.length)} with the most bytes are shown.`)}
      <table class="list volume-list"><thead><tr><th>${field === SERVICE ? 'Service' : field === SIGNALS[this.signal].name ? SIGNALS[this.signal].named : answer.by.join(', ')}</th><th class="num">Bytes</th><th class="num">Share</th><th class="num">Items</th><th class="num">Bytes each</th><th class="num">Bytes a day</th><th></th></tr></thead>
      <tbody>${answer.groups.map(g => html`<tr><td>${g.keys.map((value, i) => html`${v(answer.by[i], value, shown(answer.by[i], value), { more: this.more(answer.by[i], value) })} `)}</td>
        <td class="num meter-cell" data-label="Bytes">${bytes(g.bytes)}<i class="meter" style="width:${(100 * g.bytes / most).toFixed(1)}%"></i></td><td class="num" data-label="Share">${percent(answer.bytes ? g.bytes / answer.bytes : 0)}</td><td class="num" data-label="Items">${count(g.items)}</td>
        <td class="num" data-label="Each">${bytes(g.items ? Math.round(g.bytes / g.items) : 0)}</td><td class="num" data-label="A day">${bytes(g.bytesPerDay)}</td>
        <td class="links">${this.links(field, g.keys[0])}</td></tr>`)}</tbody></table>`;
  }

  /** The next step down, and the items themselves. */
  links(field, value) {
    const q = withCondition(state.q, condition(field, '=', value)), s = SIGNALS[this.signal];
    const next = field === SERVICE ? s.name : 'attributes';
    const items = this.signal === 'metrics' && field === 'metric_name' ? state.href('/metrics', { metric: value }) : state.href(`/${this.signal}`, { q });
    return html`<a class="drill" href=${state.href('/volume', { signal: this.signal, by: next, q })}>${next === 'attributes' ? 'Attributes' : s.named === 'Severity' ? 'Severities' : 'Names'}</a> <a href=${items}>${s.label}</a>`;
  }

  /** Further entries of the menu of a value. */
  more(field, value) {
    const rule = ottlCondition(this.signal, field, value);
    const more = [{ label: `${SIGNALS[this.signal].label} with it`, run: () => state.go(state.href(`/${this.signal}`, { q: withCondition(state.q, condition(field, '=', value)) })) }];
    if (rule) more.unshift({ label: 'What dropping it would save', run: () => { state.set({ rule: 'filter', conditions: rule }); requestAnimationFrame(() => this.querySelector('weir-rule-trial')?.scrollIntoView({ block: 'start' })); } });
    return more;
  }

  attributes(answer) {
    const most = Math.max(1, ...answer.keys.map(k => k.bytes));
    return html`${notes({ cut: answer.cut }, `Of ${count(answer.keyCount)} keys the ${count(answer.keys.length)} with the most bytes are shown.`)}
      <p class="summary">Measured in <b>${count(answer.sampled)}</b> ${SIGNALS[this.signal].items}${answer.sampled < answer.items ? html`, spread over the time range, and projected on all <b>${count(answer.items)}</b>` : nothing}. An item consists of ${Object.entries(answer.parts).map(([part, size], i) => html`${i ? ', ' : ''}${part} <b>${percent(answer.bytes ? size / answer.bytes : 0)}</b>`)}.</p>
      <table class="list volume-list"><thead><tr><th>Attribute</th><th class="num">Bytes</th><th class="num">Share</th><th class="num">Occurrences</th><th class="num">Bytes each</th><th></th></tr></thead>
      <tbody>${answer.keys.map(k => html`<tr class=${k.shared ? 'shared' : ''}><td><button type="button" class="v" .ask=${{ field: k.field, copy: k.key }}>${k.field}</button></td>
        <td class="num meter-cell" data-label="Bytes">${bytes(k.bytes)}<i class="meter" style="width:${(100 * k.bytes / most).toFixed(1)}%"></i></td><td class="num" data-label="Share">${k.shared ? html`<span class="dim" title="Resources are sent once for many items; back ends mostly keep their attributes with each">shared</span>` : percent(k.share)}</td>
        <td class="num" data-label="Occurrences">${count(k.occurrences)}</td><td class="num" data-label="Each">${bytes(Math.round(k.bytesEach))}</td>
        <td class="links">${CONTEXT[k.scope] ? html`<a href=${state.href('/try', { signal: this.signal, statements: `delete_key(${CONTEXT[k.scope]}.attributes, ${ottlText(k.key)})` })}>Try without it</a>` : nothing}</td></tr>`)}</tbody></table>
      ${answer.keys.some(k => k.shared) ? html`<p class="dim">Shared: attributes of the resource are sent once for many items, and are no part of the bytes above. Their bytes are what they take where a back end keeps them with each item.</p>` : nothing}`;
  }

  metrics(answer) {
    const most = Math.max(1, ...answer.metrics.map(m => m.series)), metric = state.get('metric');
    return html`${notes({ cut: answer.cut }, `Of ${count(answer.metricCount)} metrics the ${count(answer.metrics.length)} with the most series are shown.`)}
      <p class="summary"><b>${count(answer.series)}</b> series of <b>${count(answer.metricCount)}</b> metrics had points in this time range.</p>
      ${metric ? this.made.view(made => this.cardinality(made, answer.metrics.find(m => m.name === metric))) : nothing}
      <table class="list volume-list"><thead><tr><th>Metric</th><th class="num">Series</th><th class="num">Points</th><th class="num">Bytes</th><th class="num">Bytes a day</th><th></th></tr></thead>
      <tbody>${answer.metrics.map(m => html`<tr aria-current=${m.name === metric ? 'true' : nothing}><td>${v('metric_name', m.name, undefined, { more: this.more('metric_name', m.name) })} <span class="dim">${m.type.replace('_', ' ')}${m.unit ? `, ${m.unit}` : ''}</span></td>
        <td class="num meter-cell" data-label="Series">${count(m.series)}<i class="meter" style="width:${(100 * m.series / most).toFixed(1)}%"></i></td><td class="num" data-label="Points">${count(m.items)}</td><td class="num" data-label="Bytes">${bytes(m.bytes)}</td><td class="num" data-label="A day">${bytes(m.bytesPerDay)}</td>
        <td class="links"><button class="link drill" @click=${() => { state.set({ metric: m.name, without: null }); this.querySelector('.cardinality')?.scrollIntoView({ block: 'nearest' }); }}>What makes them</button> <a href=${state.href('/metrics', { metric: m.name })}>Metrics</a></td></tr>`)}</tbody></table>`;
  }

  cardinality(made, info) {
    const without = state.get('without');
    return html`<section class="cardinality block"><div class="head"><h2>${made.metric}</h2><span class="dim">${count(made.series)} series</span><span class="grow"></span><button class="quiet" @click=${() => state.set({ metric: null, without: null })}>Close</button></div>
      ${notes({ cut: made.cut }, `Only the ${count(made.combinations)} combinations of values with the most points were looked at.`)}
      ${made.keys.length ? html`<table class="list volume-list"><thead><tr><th>Attribute</th><th class="num">Values</th><th class="num">Combinations without it</th><th class="num">Fewer by</th><th>Most frequent</th><th></th></tr></thead>
      <tbody>${made.keys.map(k => html`<tr><td><button type="button" class="v" .ask=${{ field: k.field, copy: k.key }}>${k.field}</button></td><td class="num" data-label="Values">${count(k.distinct)}</td>
        <td class="num" data-label="Without it">${count(k.without)}</td><td class="num meter-cell" data-label="Fewer by">${percent(k.saves)}<i class="meter" style="width:${(100 * k.saves).toFixed(1)}%"></i></td>
        <td class="values-cell">${k.values.map(x => html`${v(k.field, x.value)} <span class="dim">${count(x.series)}</span> `)}</td>
        <td class="links">${k.scope === 'point' ? html`<button class="link" @click=${() => state.set({ without: k.key })}>Without it</button>` : nothing}</td></tr>`)}</tbody></table>
      <p class="dim">Of ${count(made.combinations)} combinations of values. Attributes that always change together save nothing alone.</p>` : html`<p>Its points have no attributes.</p>`}
      ${made.keys.some(k => k.key === without) ? html`<h3>Without ${without}</h3><p class="dim">Points that differ in nothing else become one. <a href=${state.href('/try', { q: `{ metric_name = ${ottlText(made.metric)} }`, source: 'store', signal: 'metrics', context: 'metric', statements: aggregation(made, without, info?.type) })}>Try it on live metrics</a></p>
        ${yamlBox(transform(aggregation(made, without, info?.type)))}` : nothing}</section>`;
  }
}

const shown = (field, value) => value === '' ? '(empty)' : fieldText(field, value);

/** What the day is extrapolated from, in words. */
function extrapolated(window) {
  if (window.seconds < 1) return 'The time range is too short to say what a day would bring.';
  return html`Bytes are those of the items as OTLP protobuf, without the resource and scope around them. A day is extrapolated from <b>${lengthOfTime(window.seconds)}</b>: ${dateTime(millis(window.start))} to ${clock(window.end).slice(0, 8)}${window.whole ? '' : ', as far back as the store goes'}${window.seconds < 60 ? '. That is little to judge by' : ''}.`;
}

/** The condition of the filter processor that drops items with a value. */
function ottlCondition(signal, field, value) {
  if (!['string', 'number', 'boolean'].includes(typeof value)) return null;
  const text = typeof value === 'string' ? ottlText(value) : String(value);
  if (field === SERVICE) return `resource.attributes["service.name"] == ${text}`;
  const path = { name: 'span.name', severity: 'log.severity_text', metric_name: 'metric.name' }[field];
  if (path) return `${path} == ${text}`;
  const attribute = /^(resource|span|log|point)\.(.+)$/.exec(field);
  if (!attribute) return null;
  const scope = attribute[1] === 'point' ? 'datapoint' : attribute[1];
  return `${scope}.attributes[${ottlText(attribute[2].replace(/^"(.*)"$/, '$1'))}] == ${text}`;
}

/** The statement that joins the series which differ in one attribute only. */
function aggregation(made, without, type) {
  const kept = made.keys.filter(k => k.scope === 'point' && k.key !== without).map(k => ottlText(k.key));
  const how = type === 'gauge' ? 'mean' : 'sum';
  return `aggregate_on_attributes("${how}", [${kept.join(', ')}]) where metric.name == ${ottlText(made.metric)}`;
}

/** A transform processor of one statement on metrics. */
function transform(statement) {
  return `processors:\n  transform:\n    error_mode: ignore\n    metric_statements:\n      - context: metric\n        statements:\n          - '${statement.replaceAll("'", "''").replaceAll('$', '$$$$')}'\n`;
}

customElements.define('weir-volume', Volume);
