// Tries statements of the transformation language on live items: before and after, side by side.
import { html, nothing } from 'lit';
import { Page, errorBox } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask } from '../lib/api.js';
import { count } from '../lib/format.js';
import { copy } from '../lib/menu.js';
import { itemLines, sideBySide } from '../lib/item-diff.js';
import { CONTEXTS, SOURCES, origin, post, requestOf, yamlBox } from '../lib/ottl.js';

const ITEMS = { traces: 'spans', logs: 'log records', metrics: 'metrics' };
const EXAMPLES = {
  traces: 'set(span.attributes["tier"], "gold") where resource.attributes["service.name"] == "checkout"',
  logs: 'set(log.severity_text, "WARN") where IsMatch(log.body, "(?i)retry")',
  metrics: 'delete_key(datapoint.attributes, "http.user_agent")',
};

class Try extends Page {
  constructor() {
    super();
    this.taken = this.loader('items');
    this.result = this.loader('the result');
    this.edges = this.loader('the pipelines');
    this.functions = this.loader('the functions');
    this.times = 0;
    this.find = '';
  }

  get signal() { return state.get('signal') in ITEMS ? state.get('signal') : 'traces'; }

  willUpdate() {
    if (state.page !== 'try') return;
    const { q, from, to } = state, signal = this.signal, edge = state.get('edge');
    const source = edge ? 'tap' : state.get('source', 'auto');
    const where = [signal, source, edge, q, from, to, this.times];
    this.edges.run([], abort => ask('pipelines', {}, abort));
    this.taken.run(where, abort => ask('ottl/try', { signal, source, edge, q, from, to, items: 20, seconds: edge ? 10 : 3 }, abort));
    const statements = state.get('statements'), conditions = state.get('conditions'), context = state.get('context');
    const items = this.taken.data?.items;
    if (items?.length && this.taken.data.signal === signal && (statements || conditions)) {
      this.result.run([this.taken.data.took, signal, statements, conditions, context], abort => post('ottl/try', { signal, statements, conditions, context, items: 100 }, requestOf(items.map(i => i.before)), abort));
    } else this.result.forget();
    const listed = context || this.result.data?.context || CONTEXTS[signal][0];
    this.functions.run([signal, listed], abort => ask('ottl/functions', { signal, context: listed }, abort));
  }

  /** What is typed stands in the address a moment later. */
  typed(name, event) {
    clearTimeout(this.timer);
    const value = event.target.value;
    this.timer = setTimeout(() => state.set({ [name]: value }, { replace: true }), 350);
  }

  /** Puts the name of a function where the cursor is. */
  insert(name) {
    const area = this.querySelector('textarea[name=statements]'), at = area.selectionStart;
    area.setRangeText(`${name}()`, at, area.selectionEnd, 'end');
    area.setSelectionRange(at + name.length + 1, at + name.length + 1);
    area.focus();
    this.typed('statements', { target: area });
  }

  render() {
    return html`<section class="page try"><div class="head"><h1>Try a statement</h1><div class="tabs" role="tablist" aria-label="Signal">${Object.entries({ traces: 'Traces', logs: 'Logs', metrics: 'Metrics' }).map(([name, label]) => html`
        <button role="tab" aria-selected=${name === this.signal} @click=${() => state.set({ signal: name === 'traces' ? null : name, context: null, edge: null })}>${label}</button>`)}</div></div>
      <p class="dim">Statements of the transformation language run on live items, apart from the pipelines. Nothing of what is running changes.</p>
      <div class="beside">${this.left()}${this.catalogue()}</div></section>`;
  }

  left() {
    const problems = this.result.data?.problems ?? [], of = (list, i) => problems.filter(p => p.list === list && p.line === i);
    return html`<div>${this.form()}
      ${problems.length ? html`<div class="error-box problems" role="alert"><b>${problems.length === 1 ? 'A statement cannot be used' : `${problems.length} problems`}</b>${problems.map(p => html`<pre class="caret">${p.list ? `${p.list.replace(/s$/, '')} ${p.line + 1}: ` : ''}${p.message}</pre>`)}</div>` : nothing}
      ${(this.result.data?.warnings ?? []).map(w => html`<p class="note">${w}</p>`)}
      ${this.result.error ? errorBox(this.result.error, () => this.result.again()) : nothing}
      ${this.taken.view(taken => this.items(taken, of))}</div>`;
  }

  form() {
    const context = state.get('context'), inferred = this.result.data?.context;
    const edges = (this.edges.data?.edges ?? []).filter(e => e.signal === this.signal);
    const chosen = state.get('edge') ? `edge:${state.get('edge')}` : state.get('source', 'auto');
    return html`<form class="try-form" @submit=${e => e.preventDefault()}>
      <label>Statements, one a line<textarea name="statements" rows="4" spellcheck="false" maxlength="4000" placeholder=${EXAMPLES[this.signal]} .value=${state.get('statements')} @input=${e => this.typed('statements', e)}></textarea></label>
      <details ?open=${Boolean(state.get('conditions'))}><summary>Conditions</summary><label>The statements run on items for which any of these is true, one a line<textarea name="conditions" rows="2" spellcheck="false" maxlength="4000" .value=${state.get('conditions')} @input=${e => this.typed('conditions', e)}></textarea></label></details>
      <label>Context <select name="context" @change=${e => state.set({ context: e.target.value })}><option value="" ?selected=${!context}>from the paths${inferred && !context ? `: ${inferred}` : ''}</option>${CONTEXTS[this.signal].map(c => html`<option value=${c} ?selected=${c === context}>${c}</option>`)}</select></label>
      <label>Items <select name="source" @change=${e => this.from(e.target.value)}>${Object.entries(SOURCES).map(([name, label]) => html`<option value=${name} ?selected=${name === chosen}>${label}</option>`)}
        ${edges.length ? html`<optgroup label="At one connection">${edges.map(e => html`<option value="edge:${e.id}" ?selected=${`edge:${e.id}` === chosen}>${e.from} → ${e.to}</option>`)}</optgroup>` : nothing}</select></label>
      <button type="button" class="take" @click=${() => { this.times++; this.requestUpdate(); }}>Take new items</button></form>`;
  }

  from(value) {
    state.set(value.startsWith('edge:') ? { edge: value.slice(5), source: null } : { edge: null, source: value === 'auto' ? null : value });
  }

  items(taken) {
    const what = ITEMS[this.signal], whole = state.get('whole') === '1';
    if (!taken.items.length) return html`<div class="empty"><h2>No ${what} to try it on</h2><p>${taken.source.kind === 'tap' ? html`None passed within ${Math.round(taken.source.seconds)} s.` : html`None passed, and none are stored in this time range.`} Send some, or <button class="link" @click=${() => state.set({ source: 'store', edge: null, from: 'now-24h', to: null })}>take stored ones of the last 24 h</button>.</p></div>`;
    const answer = this.result.data && !this.result.data.problems.length && this.result.data.items.length ? this.result.data : null;
    const list = answer?.items ?? taken.items, order = list.map((item, i) => [item, i]).sort((a, b) => Number(b[0].changed) - Number(a[0].changed) || a[1] - b[1]);
    return html`<p class="summary">${answer ? html`<b>${count(answer.changed)}</b> of <b>${count(list.length)}</b> ${what} changed${answer.failed ? html`, on <b class="error">${count(answer.failed)}</b> something failed` : nothing}. ` : nothing}On ${origin({ ...taken.source, items: list.length }, what)}${taken.cut ? ', of more' : ''}.${state.q && taken.source.kind === 'tap' ? ' The query above narrows stored items only.' : ''}
        <button class="quiet" aria-pressed=${whole} @click=${() => state.set({ whole: !whole }, { replace: true })}>Whole items</button></p>
      ${answer ? html`<details class="to-use"><summary>To use it</summary><p class="dim">Paste this into the configuration, and name the processor in <code>processors:</code> of the pipelines.</p>${yamlBox(answer.yaml)}</details>` : nothing}
      ${order.map(([item], n) => this.item(item, n))}`;
  }

  item(item, n) {
    const before = itemLines(item.before), after = item.changed ? itemLines(item.after) : before;
    const rows = sideBySide(before.lines, after.lines, state.get('whole') ? Infinity : 2);
    return html`<details class="tried ${item.changed ? 'changed' : ''}" ?open=${item.changed ? n < 10 : n < 1 && !this.result.data}><summary><span class="isolate">${before.title}</span> ${item.changed ? html`<span class="ok">changed</span>` : nothing}${item.errors.length ? html`<span class="error">failed</span>` : nothing}${!item.changed && !item.errors.length && item.ran ? html`<span class="dim">ran, and changed nothing</span>` : nothing}</summary>
      ${item.errors.map(e => html`<pre class="caret error">${e}</pre>`)}
      ${item.changed ? html`<div class="two-sides"><div class="side-head">Before</div><div class="side-head">After <button class="quiet" @click=${() => copy(JSON.stringify(item.after))}>Copy as OTLP</button></div>
        ${rows.map(r => r.folded ? html`<div class="fold-row">${r.folded} lines alike</div>` : html`<div class="${r.kind === 'same' ? '' : r.before === undefined ? 'none' : 'gone'}">${r.before ?? ''}</div><div class="${r.kind === 'same' ? '' : r.after === undefined ? 'none' : 'new'}">${r.after ?? ''}</div>`)}</div>`
        : html`<pre class="raw-item">${before.lines.join('\n')}</pre>`}</details>`;
  }

  catalogue() {
    return html`<aside class="side functions"><div class="head"><h2>Functions</h2><input class="find" type="search" placeholder="Name or text" aria-label="Find a function" @input=${e => { this.find = e.target.value.toLowerCase(); this.requestUpdate(); }}></div>
      ${this.functions.view(answer => {
        const found = answer.functions.filter(f => !this.find || `${f.name} ${f.doc}`.toLowerCase().includes(this.find));
        const first = found.filter(f => f.name.toLowerCase().includes(this.find));
        return html`<p class="dim">${count(found.length)} for the context ${answer.context}</p>${[...first, ...found.filter(f => !first.includes(f))].map(f => html`<details class="function"><summary><code>${f.signature}</code></summary><pre>${f.doc}</pre><button @click=${() => this.insert(f.name)}>Insert</button></details>`)}`;
      })}</aside>`;
  }
}
customElements.define('weir-try', Try);
