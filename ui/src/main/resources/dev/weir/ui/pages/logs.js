// Log records: volume over time, a stream, and the details of each in place.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Loader, Page } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask, listen } from '../lib/api.js';
import { singleLog } from '../lib/otlp.js';
import { serviceColor, token } from '../lib/color.js';
import { clock, count, hoverTime, millis, severity, text } from '../lib/format.js';
import { condition, withCondition } from '../lib/query.js';
import { copy, v } from '../lib/menu.js';
import { empty, notes } from '../parts/empty.js';
import { attributeList } from '../parts/attributes.js';
import { fieldPicker } from '../parts/field-picker.js';
import '../parts/chart.js';

const PAGE = 200;
const COLORS = { fatal: '--error', error: '--error', warn: '--warn', info: '--accent', debug: '--dim', trace: '--dim', none: '--line' };
/** The lowest severity number of each level. */
const LEVELS = [['', 'All'], ['5', 'Debug'], ['9', 'Info'], ['13', 'Warn'], ['17', 'Error']];

class Logs extends Page {
  constructor() {
    super();
    this.found = this.loader('log records');
    this.volume = this.loader('the volume');
    this.groups = this.loader('groups');
    this.details = new Map();
    this.arrived = [];
  }

  /** The query with the level that was chosen. */
  get q() {
    const level = state.get('level');
    return level ? withCondition(state.q, `severity_number >= ${Number(level)}`) : state.q;
  }

  load() {
    const { from, to } = state, q = this.q, text = state.get('text'), by = state.get('by');
    if (by) this.groups.run([q, from, to, by], signal => ask('spans/groups', { signal: 'logs', q, from, to, by, measures: 'count,rate', limit: 100, columns: 30 }, signal));
    else this.found.run([q, text, from, to], async signal => {
      this.arrived = [];
      const answer = await ask('logs', { q, text, from, to, limit: PAGE }, signal);
      if (!answer.logs.length) answer.total = (await ask('stats', {}, signal)).signals?.logs?.items;
      return answer;
    });
    this.volume.run([q, text, from, to], signal => ask('logs/volume', { q, text, from, to, columns: 120 }, signal));
    this.follow(q, text);
  }

  disconnectedCallback() { super.disconnectedCallback(); this.stop?.(); this.stop = this.following = null; clearInterval(this.beat); this.beat = null; }

  follow(q, text) {
    const wanted = state.live && !state.get('by') ? JSON.stringify([q, text]) : null;
    if (wanted === (this.following ?? null)) return;
    this.stop?.();
    clearInterval(this.beat);
    this.stop = this.beat = null;
    this.following = wanted;
    if (!wanted) return;
    this.beat = setInterval(() => { if (!document.hidden) this.volume.again(); }, 3000);
    this.stop = listen('logs/live', { q, text }, {
      // What arrived between the search and the stream, or while the page was hidden.
      state: s => { if (s === 'open') this.found.again(); },
      log: log => {
        this.arrived.unshift(log);
        if (this.arrived.length > 1000) this.arrived.length = 1000;
        this.soon ??= setTimeout(() => { this.soon = null; this.requestUpdate(); }, 100);
      },
      error: answer => { this.stop?.(); this.found.error = answer.error ?? answer; this.requestUpdate(); },
    });
  }

  render() {
    return html`<section class="page">
      <div class="head"><h1>Logs</h1>
        <input class="find" type="search" placeholder="Text in the body" aria-label="Text in the body" .value=${state.get('text')} @change=${e => state.set({ text: e.target.value })}>
        <div class="tabs" role="tablist" aria-label="Severity">${LEVELS.map(([level, label]) => html`<button role="tab" aria-selected=${state.get('level') === level} @click=${() => state.set({ level })}>${label}</button>`)}</div>
        ${fieldPicker('Group by', state.get('by'), by => state.set({ by }), 'logs')}
        <span class="grow"></span>
        <a class="button quiet" href=${`/api/v1/export?${new URLSearchParams({ signal: 'logs', q: this.q, from: state.from, to: state.to })}`} download="logs.jsonl">Export</a></div>
      ${this.volume.error && !this.found.error ? nothing : this.volume.data ? this.histogram(this.volume.data) : html`<div style="height:110px"></div>`}
      ${state.get('by') ? this.groups.view(a => this.table(a)) : this.found.view(a => this.list(a))}</section>`;
  }

  histogram(volume) {
    const start = millis(volume.start), step = volume.step / 1e6;
    const lines = volume.severities.map((name, i) => ({ name, bars: true, stack: 'all', color: token(COLORS[name] ?? '--dim'), points: volume.counts[i].map((n, c) => [start + (c + 0.5) * step, n || null]) }));
    return html`<weir-chart style="height:110px" .lines=${lines.reverse()} .format=${count} label="log records over time by severity"></weir-chart>
      <p class="summary"><b>${count(volume.total)}</b> log records${volume.severities.map((name, i) => { const n = volume.counts[i].reduce((a, b) => a + b, 0); return n ? html`, <span class="sev ${name}">${name}</span> ${count(n)}` : nothing; })}</p>`;
  }

  list(answer) {
    const seen = new Set(answer.logs.map(l => l.ref));
    const logs = [...this.arrived.filter(l => !seen.has(l.ref)), ...answer.logs];
    if (!logs.length) return html`${notes(answer)}${empty('log records', answer)}`;
    return html`${notes({ ignored: answer.ignored })}<div class="log-list" role="list">${repeat(logs, log => log.ref, log => this.row(log))}</div>
      ${answer.cut ? html`<p class="actions"><button @click=${() => this.more(answer)} ?disabled=${this.loadingMore}>Load older records</button></p>` : nothing}`;
  }

  async more(answer) {
    this.loadingMore = true;
    const last = answer.logs[answer.logs.length - 1], seen = new Set(answer.logs.map(l => l.ref));
    try {
      const next = await ask('logs', { q: this.q, text: state.get('text'), from: state.from, to: String(BigInt(last.time) + 1n), limit: PAGE });
      answer.logs.push(...next.logs.filter(l => !seen.has(l.ref)));
      answer.cut = next.cut;
    } catch (e) { this.found.error = e; }
    this.loadingMore = false;
    this.requestUpdate();
  }

  row(log) {
    const level = severity(log.severityNumber), open = state.get('log') === log.ref;
    return html`<div class="log ${level} ${open ? 'open' : ''}" role="listitem" tabindex="0" .ask=${{ copy: text(log.body), title: 'log record', more: this.pivots(log) }}
        @click=${e => { if (!e.target.closest('a,button') && !getSelection()?.toString()) this.toggle(log); }} @keydown=${e => { if (e.key === 'Enter' && e.target === e.currentTarget) this.toggle(log); }}>
      <time title=${hoverTime(log.time)}>${clock(log.time)}</time>
      <span class="sev ${level}">${v('severity', level, log.severity || level, { condition: `severity_number >= ${Math.floor((Math.max(log.severityNumber, 1) - 1) / 4) * 4 + 1}` })}</span>
      <span class="svc"><i class="swatch" style="background:${serviceColor(log.service)}"></i>${v('resource.service.name', log.service, log.service ?? '(no service)')}</span>
      <span class="body">${log.eventName ? html`<b>${log.eventName}</b> ` : nothing}${text(log.body)}</span>
      <span>${log.traceId ? html`<a href=${state.href(`/trace/${log.traceId}`, { span: log.spanId })} title="Open the trace at this span">trace</a>` : nothing}</span></div>
      ${open ? this.more1(log) : nothing}`;
  }

  pivots(log) {
    return log.traceId ? [{ label: 'Open the trace', run: () => state.go(state.href(`/trace/${log.traceId}`, { span: log.spanId })) }, { label: 'All log records of the trace', run: () => state.set({ q: `{ ${condition('trace_id', '=', log.traceId)} }`, level: null, text: null }) }] : [];
  }

  toggle(log) { state.set({ log: state.get('log') === log.ref ? null : log.ref }, { replace: true }); }

  /** The whole record, and what the service logged around it. */
  more1(log) {
    let loader = this.details.get(log.ref);
    if (!loader) {
      this.details.set(log.ref, loader = { record: new Loader(this, 'the record'), context: new Loader(this, 'its context') });
      loader.record.run([log.ref], signal => ask(`logs/${encodeURIComponent(log.ref)}`, {}, signal));
    }
    return html`<div class="log-more">${loader.record.view(answer => {
      const one = singleLog(answer);
      return html`<div class="two"><div><h3>Attributes</h3>${attributeList('log', one.attributes)}
          <dl class="facts-list"><div><dt>Time</dt><dd>${hoverTime(log.time)}</dd></div><div><dt>Observed</dt><dd>${log.observed && log.observed !== '0' ? hoverTime(log.observed) : '–'}</dd></div><div><dt>Severity</dt><dd>${log.severity} <span class="dim">${log.severityNumber}</span></dd></div><div><dt>Scope</dt><dd>${one.scope.name ?? ''} ${one.scope.version ?? ''}</dd></div></dl></div>
        <div><h3>Resource</h3>${attributeList('resource', one.resource)}</div></div>
        <p class="actions">${log.traceId ? html`<a class="button" href=${state.href(`/trace/${log.traceId}`, { span: log.spanId, logs: 1 })}>Open the trace</a><button @click=${() => state.set({ q: `{ ${condition('trace_id', '=', log.traceId)} }`, level: null, text: null })}>All records of the trace</button>` : nothing}
          <button @click=${() => { loader.context.run([log.ref], signal => ask(`logs/${encodeURIComponent(log.ref)}/context`, { limit: 15 }, signal)); this.requestUpdate(); }}>What the service logged around it</button>
          <button @click=${() => copy(JSON.stringify(answer))}>Copy as OTLP</button></p>
        ${loader.context.key ? loader.context.view(c => html`<div class="log-list">${[...c.before, c.at, ...c.after].map(l => html`<div class="log-line ${l.ref === log.ref ? 'at' : ''}"><time>${clock(l.time)}</time> <b class="sev ${severity(l.severityNumber)}">${l.severity || severity(l.severityNumber)}</b> ${text(l.body)}</div>`)}</div>`) : nothing}
        <details><summary>Raw</summary><pre class="raw">${JSON.stringify(answer, null, 2)}</pre></details>`;
    })}</div>`;
  }

  table(answer) {
    if (!answer.groups.length) return html`${notes(answer)}${empty('log records')}`;
    const most = Math.max(...answer.groups.map(g => g.values[0] ?? 0), 1);
    return html`${notes(answer)}<table class="list"><thead><tr>${answer.by.map(f => html`<th>${f}</th>`)}<th class="num">Records</th><th class="num">Rate</th></tr></thead><tbody>${answer.groups.map(g => html`<tr>${g.keys.map((key, i) => html`<td>${v(answer.by[i], key)}</td>`)}
      <td class="num meter-cell"><span class="meter" style="width:${((g.values[0] ?? 0) / most * 100).toFixed(1)}%"></span>${count(g.values[0])}</td><td class="num">${g.values[1]?.toFixed(2)}/s</td></tr>`)}</tbody></table>`;
  }
}
customElements.define('weir-logs', Logs);
