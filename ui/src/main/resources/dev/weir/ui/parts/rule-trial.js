// What a filter or a sampling percentage would save, tried on live items before it is applied.
import { html, nothing } from 'lit';
import { Page } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask } from '../lib/api.js';
import { bytes, count, percent } from '../lib/format.js';
import { CONTEXTS, SOURCES, lengthOfTime, origin, yamlBox } from '../lib/ottl.js';

const ITEMS = { traces: 'spans', logs: 'log records', metrics: 'points' };
const NAMES = { traces: 'Span name', logs: 'Severity', metrics: 'Metric' };
const EXAMPLES = {
  traces: 'span.attributes["http.route"] == "/healthz"', logs: 'log.severity_number < SEVERITY_NUMBER_WARN', metrics: 'IsMatch(metric.name, "^jvm\\\\.")',
};

class RuleTrial extends Page {
  static properties = { signal: {} };

  constructor() {
    super();
    this.signal = 'traces';
    this.trial = this.loader('the trial');
    this.times = 0;
  }

  get rule() { return state.get('rule') === 'sampling' && this.signal !== 'metrics' ? 'sampling' : 'filter'; }

  willUpdate() { this.load(); }

  /** A trial is not repeated by what arrives. */
  refresh() {}

  /** Runs when the address names a rule; so a pasted link shows the same. */
  load() {
    const { from, to } = state, signal = this.signal, kind = this.rule;
    const conditions = state.get('conditions'), percentage = state.get('percentage');
    if (state.page !== 'volume' || !(kind === 'filter' ? conditions : percentage)) { this.trial.forget(); return; }
    const rule = kind === 'filter' ? { conditions, context: state.get('context') } : { percentage, mode: state.get('mode') };
    const asked = { signal, kind, ...rule, source: state.get('source'), from, to };
    this.trial.run([asked, this.times], abort => ask('volume/trial', asked, abort));
  }

  submit(event) {
    event.preventDefault();
    const form = event.target, value = name => form.elements[name]?.value.trim() ?? '';
    this.times++;
    const before = location.href;
    state.set(this.rule === 'filter' ? { rule: null, conditions: value('conditions'), context: value('context'), source: value('source') === 'auto' ? null : value('source') }
      : { rule: 'sampling', percentage: value('percentage'), mode: value('mode') === 'hash_seed' ? null : value('mode'), source: value('source') === 'auto' ? null : value('source') });
    if (location.href === before) this.load();
  }

  render() {
    const kind = this.rule;
    return html`<section class="block rule-trial"><h2>What would a rule save?</h2>
      <p class="dim">The rule runs over live items, apart from the pipelines. Nothing of what is running changes.</p>
      ${this.signal === 'metrics' ? nothing : html`<div class="tabs" role="tablist" aria-label="Rule"><button type="button" role="tab" aria-selected=${kind === 'filter'} @click=${() => state.set({ rule: null })}>Filter</button><button type="button" role="tab" aria-selected=${kind === 'sampling'} @click=${() => state.set({ rule: 'sampling' })}>Sampling</button></div>`}
      <form @submit=${e => this.submit(e)}>${kind === 'filter' ? html`
        <label>Drop ${ITEMS[this.signal]} for which any of these is true, one a line
          <textarea name="conditions" rows="2" spellcheck="false" required maxlength="4000" placeholder=${EXAMPLES[this.signal]} .value=${state.get('conditions')} @keydown=${e => { if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) e.target.form.requestSubmit(); }}></textarea></label>
        <label>Context <select name="context"><option value="">from the paths</option>${[...CONTEXTS[this.signal]].filter(c => c !== 'scope').map(c => html`<option value=${c} ?selected=${c === state.get('context')}>${c}</option>`)}</select></label>` : html`
        <label>Keep <input name="percentage" type="number" min="0" max="100" step="any" required .value=${state.get('percentage')} placeholder="10"> %</label>
        <label>Mode <select name="mode">${['hash_seed', 'proportional', 'equalizing'].map(m => html`<option ?selected=${m === state.get('mode')}>${m}</option>`)}</select></label>`}
        <label>On <select name="source">${Object.entries(SOURCES).map(([name, label]) => html`<option value=${name} ?selected=${name === state.get('source', 'auto')}>${label}</option>`)}</select></label>
        <button>Try it</button></form>
      ${this.trial.key === null ? nothing : this.trial.view(answer => this.answer(answer))}</section>`;
  }

  answer(a) {
    if (a.problems.length) return html`<div class="error-box" role="alert"><b>The rule cannot be used</b>${a.problems.map(p => html`<pre class="caret">${p}</pre>`)}</div>`;
    if (!a.before.items) return html`<div class="empty"><h2>Nothing to try it on</h2><p>No ${ITEMS[a.signal]} passed${a.source.kind === 'tap' ? ` within ${lengthOfTime(a.source.seconds)}` : ' and none are stored in this time range'}.</p></div>`;
    return html`<div class="cards trial"><div class="card"><span class="dim">Saves</span><div class="big saved">${percent(a.saved)}</div><span class="dim">${bytes(a.before.bytes - a.after.bytes)} of ${bytes(a.before.bytes)}</span></div>
        <div class="card"><span class="dim">${ITEMS[a.signal]} kept</span><div class="big">${count(a.after.items)} of ${count(a.before.items)}</div><span class="dim">${percent(a.after.items / a.before.items)}</span></div>
        <div class="card"><span class="dim">A day</span><div class="big">${bytes(a.bytesPerDay)} → ${bytes(a.bytesPerDayAfter)}</div><span class="dim">at the rate of ${lengthOfTime(a.window.seconds)}</span></div></div>
      <p class="summary">Tried on ${origin(a.source, ITEMS[a.signal])}${a.source.cut ? ', where there was more' : ''}.</p>
      ${a.refusal ? html`<p class="warn">${a.refusal}</p>` : nothing}${a.warnings.length ? html`<p class="warn">On some items it failed, and they were kept:</p><pre class="raw">${a.warnings.join('\n')}</pre>` : nothing}
      <div class="columns">${this.groups('Service', a.services)}${this.groups(NAMES[a.signal], a.names)}</div>
      <h3>To use it</h3><p class="dim">Paste this into the configuration, and name the processor in <code>processors:</code> of the pipelines.</p>${yamlBox(a.yaml)}`;
  }

  groups(title, list) {
    return html`<table class="list keep volume-list"><thead><tr><th>${title}</th><th class="num">Saved</th><th class="num">Bytes before</th><th class="num">after</th><th class="num">Items before</th><th class="num">after</th></tr></thead><tbody>${list.slice(0, 12).map(g => html`
      <tr><td>${g.name || '(none)'}</td><td class="num">${percent(g.before.bytes ? 1 - g.after.bytes / g.before.bytes : 0)}</td><td class="num">${bytes(g.before.bytes)}</td><td class="num">${bytes(g.after.bytes)}</td><td class="num">${count(g.before.items)}</td><td class="num">${count(g.after.items)}</td></tr>`)}</tbody></table>`;
  }
}
customElements.define('weir-rule-trial', RuleTrial);
