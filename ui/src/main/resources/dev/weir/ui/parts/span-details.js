// Everything that a span carries.
import { LitElement, html, nothing } from 'lit';
import { Loader } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask } from '../lib/api.js';
import { singleSpan } from '../lib/otlp.js';
import { selfTimes } from '../lib/trace-model.js';
import { clock, count, duration, hoverTime, kindName, millis, percent, severity, text } from '../lib/format.js';
import { copy, v } from '../lib/menu.js';
import { attributeList } from './attributes.js';
import { icon } from './icons.js';

class SpanDetails extends LitElement {
  static properties = { trace: {}, span: {}, model: { attribute: false }, colors: { attribute: false } };

  constructor() {
    super();
    this.details = new Loader(this, 'the span');
    this.logs = new Loader(this, 'log records');
    this.find = '';
  }

  createRenderRoot() { return this; }

  willUpdate() {
    const path = `traces/${encodeURIComponent(this.trace)}`;
    this.details.run([this.trace, this.span], signal => ask(`${path}/spans/${encodeURIComponent(this.span)}`, {}, signal));
    const i = this.model?.byId.get(this.span);
    if (i !== undefined && this.model.columns.logs[i]) this.logs.run([this.trace, this.span], signal => ask(`${path}/logs`, { spanId: this.span, limit: 200 }, signal));
    else this.logs.forget();
  }

  render() {
    const model = this.model, i = model?.byId.get(this.span);
    return html`<aside class="sheet" aria-label="Details of the span">
      <div class="sheet-head"><div><div class="dim">${i === undefined ? nothing : html`<i class="swatch" style="background:${this.colors.get(model.services[i])}"></i>${v('resource.service.name', model.services[i])}`}</div>
        <h2>${i === undefined ? this.span : v('name', model.names[i])}</h2></div>
        <button class="quiet" aria-label="Close" @click=${() => this.dispatchEvent(new Event('close'))}>${icon('close')}</button></div>
      ${i === undefined ? nothing : this.facts(model, i)}
      ${this.details.view(answer => this.all(singleSpan(answer), answer, i))}</aside>`;
  }

  facts(model, i) {
    const { columns } = model, parent = columns.parent[i];
    model.self ??= selfTimes(model);
    const critical = (model.critical.get(i) ?? []).reduce((sum, [a, b]) => sum + b - a, 0);
    return html`<dl class="facts-list">
      <div><dt>Duration</dt><dd>${v('duration', model.duration[i], duration(model.duration[i]), { operator: '>=' })} <span class="dim">self ${duration(model.self[i])}</span></dd></div>
      <div><dt>Start</dt><dd>+${duration(model.start[i] - model.begin)} <span class="dim" title=${hoverTime(this.at(i))}>${clock(this.at(i))}</span></dd></div>
      <div><dt>Kind</dt><dd>${v('kind', kindName(columns.kind[i]))}</dd></div>
      <div><dt>Status</dt><dd class=${columns.status[i] === 2 ? 'error' : ''}>${v('status', ['unset', 'ok', 'error'][columns.status[i]] ?? 'unset')}</dd></div>
      <div><dt>Critical path</dt><dd>${critical ? html`${duration(critical)} <span class="dim">${percent(critical / Math.max(1, model.end - model.begin))} of the trace</span>` : html`<span class="dim">not on it</span>`}</dd></div>
      <div><dt>Parent</dt><dd>${parent >= 0 ? html`<button class="link" @click=${() => this.dispatchEvent(new CustomEvent('go', { detail: parent }))}>${model.services[parent]} ${model.names[parent]}</button>` : columns.parentId[i] ? html`<code>${columns.parentId[i]}</code> <span class="warn">not here</span>` : html`<span class="dim">root</span>`}</dd></div>
      ${model.children[i].length ? html`<div><dt>Children</dt><dd>${count(model.children[i].length)}</dd></div>` : nothing}
      ${model.skew[i] ? html`<div><dt>Clock</dt><dd class="warn">differs by about ${duration(model.skew[i])}</dd></div>` : nothing}
      <div><dt>Span id</dt><dd><button class="v" .ask=${{ copy: this.span, title: this.span }}><code>${this.span}</code></button></dd></div></dl>`;
  }

  at(i) { return String(BigInt(this.model.answer.start) + BigInt(Math.round(this.model.start[i]))); }

  all(s, answer, i) {
    const start = BigInt(s.span.startTimeUnixNano ?? '0');
    const service = s.resource.find(([key]) => key === 'service.name')?.[1];
    return html`
      ${s.span.status?.message ? html`<p class="error-text">${v('statusMessage', s.span.status.message)}</p>` : nothing}
      ${s.events.filter(e => e.name === 'exception').map(e => exception(e))}
      <input class="find" type="search" placeholder="Search attributes" aria-label="Search attributes" .value=${this.find} @input=${e => { this.find = e.target.value; this.requestUpdate(); }}>
      <details open><summary>Attributes <span class="dim">${count(s.attributes.length)}</span></summary>${attributeList('span', s.attributes, this.find)}${dropped(s.span.droppedAttributesCount, 'attributes')}</details>
      ${s.events.length ? html`<details open><summary>Events <span class="dim">${count(s.events.length)}</span></summary>${s.events.map(e => html`<div class="event"><b>+${duration(Number(BigInt(e.time) - start))}</b> ${v('event:name', e.name)}${attributeList('event', e.attributes.filter(([key]) => !(e.name === 'exception' && key === 'exception.stacktrace')), this.find)}</div>`)}${dropped(s.span.droppedEventsCount, 'events')}</details>` : nothing}
      ${s.links.length ? html`<details open><summary>Links <span class="dim">${count(s.links.length)}</span></summary>${s.links.map(l => html`<div class="event"><a href=${state.href(`/trace/${l.traceId}`, { span: l.spanId })}><code>${l.traceId.slice(0, 16)}… / ${l.spanId}</code></a>${l.attributes.length ? attributeList('link', l.attributes, this.find) : nothing}</div>`)}</details>` : nothing}
      ${i !== undefined && this.model.columns.logs[i] ? html`<details open><summary>Logs <span class="dim">${count(this.model.columns.logs[i])}</span></summary>${this.logs.view(a => html`${a.logs.map(log => html`<a class="log-line" href=${state.href('/logs', { q: `{ span_id = "${this.span}" }`, log: log.ref, from: Math.floor(millis(log.time)) - 600000, to: Math.ceil(millis(log.time)) + 600000, live: null })}><time>${clock(log.time)}</time> <b class="sev ${severity(log.severityNumber)}">${log.severity || severity(log.severityNumber)}</b> ${text(log.body)}</a>`)}`)}</details>` : nothing}
      <details open><summary>Resource <span class="dim">${count(s.resource.length)}</span></summary>${attributeList('resource', s.resource, this.find)}</details>
      <details><summary>Scope <span class="dim">${s.scope.name ?? ''}</span></summary><p><code>${s.scope.name ?? ''} ${s.scope.version ?? ''}</code></p>${s.schemaUrl ? html`<p class="dim">${s.schemaUrl}</p>` : nothing}${attributeList('instrumentation', s.scopeAttributes, this.find)}</details>
      <details><summary>Raw</summary><pre class="raw">${JSON.stringify(answer, null, 2)}</pre></details>
      <p class="actions"><button @click=${() => copy(JSON.stringify(answer))}>Copy as OTLP</button>
        ${service ? html`<a class="button" href=${state.href('/metrics', { q: `{ resource.service.name = ${JSON.stringify(text(service))} }`, ...around(this.model.answer) })}>Metrics around this time</a>
        <a class="button" href=${state.href(`/services/${encodeURIComponent(text(service))}`)}>Service page</a>` : nothing}</p>`;
  }
}

const around = trace => { const at = millis(trace.start); return { from: Math.floor(at - 9e5), to: Math.ceil(at + trace.duration / 1e6 + 9e5), live: null }; };

const dropped = (number, what) => number ? html`<p class="warn">${count(number)} ${what} were dropped by the sender.</p>` : nothing;

/** Type, message and stack trace of an exception. */
function exception(event) {
  const of = key => text(event.attributes.find(([k]) => k === key)?.[1]);
  const stack = of('exception.stacktrace');
  return html`<div class="exception"><b>${v('event.exception.type', of('exception.type'))}</b> <span>${of('exception.message')}</span>
    ${stack ? html`<details><summary>Stack trace</summary><pre>${stack}</pre></details>` : nothing}</div>`;
}

customElements.define('weir-span-details', SpanDetails);
