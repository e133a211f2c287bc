// The query bar: text with completion, and under it the conditions as chips that are edited without typing.
import { LitElement, html, nothing } from 'lit';
import { state } from '../lib/state.js';
import { ask } from '../lib/api.js';
import { condition, literal, replacePart, withCondition, withoutPart } from '../lib/query.js';
import { count, fieldText, text } from '../lib/format.js';
import { icon } from './icons.js';

const OPERATORS = ['=', '!=', '=~', '!~', '>', '>=', '<', '<='];

class QueryBar extends LitElement {
  static properties = { signal: {} };

  constructor() {
    super();
    this.items = [];
    this.at = -1;
    this.parsed = { q: '', conditions: [] };
  }

  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    state.addEventListener('change', this.onState = () => { this.read(); this.requestUpdate(); });
    this.read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    state.removeEventListener('change', this.onState);
  }

  /** Has the query taken apart, for the chips. */
  async read() {
    const q = state.q;
    this.editing = null;
    if (this.input && document.activeElement !== this.input) this.input.value = q;
    if (q === this.parsed.q) return;
    if (!q) { this.parsed = { q, conditions: [] }; return; }
    try {
      const answer = await ask('parse', { q });
      if (state.q === q) this.parsed = { ...answer, q };
    } catch { this.parsed = { q, conditions: [] }; }
    this.requestUpdate();
  }

  get input() { return this.querySelector('input.query'); }

  run() {
    this.close();
    const q = this.input.value.trim();
    if (q === state.q) dispatchEvent(new Event('weir-refresh'));
    else state.set({ q });
  }

  close() { this.items = []; this.at = -1; this.requestUpdate(); }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.complete(), 90);
  }

  async complete() {
    const input = this.input, q = input.value, cursor = input.selectionStart;
    this.abort?.abort();
    this.abort = new AbortController();
    try {
      const answer = await ask('complete', { q, cursor, signal: this.signal === 'none' ? 'traces' : this.signal, from: state.from, to: state.to, limit: 30 }, this.abort.signal);
      if (document.activeElement !== input || input.value !== q) return;
      this.offset = answer.offset;
      this.length = answer.length;
      this.items = answer.items;
      this.at = -1;
      this.requestUpdate();
    } catch { /* completion is a help, not a need */ }
  }

  accept(item) {
    const input = this.input;
    input.value = input.value.slice(0, this.offset) + item.insert + input.value.slice(this.offset + this.length);
    const cursor = this.offset + item.insert.length;
    input.focus();
    input.setSelectionRange(cursor, cursor);
    this.close();
    this.typed();
  }

  key(event) {
    const open = this.items.length > 0;
    if (event.key === 'ArrowDown' && open) this.at = Math.min(this.at + 1, this.items.length - 1);
    else if (event.key === 'ArrowUp' && open) this.at = Math.max(this.at - 1, -1);
    else if (event.key === 'ArrowDown') { this.complete(); event.preventDefault(); return; }
    else if ((event.key === 'Enter' || event.key === 'Tab') && open && this.at >= 0) this.accept(this.items[this.at]);
    else if (event.key === 'Tab' && open) this.accept(this.items[0]);
    else if (event.key === 'Enter') this.run();
    else if (event.key === 'Escape' && open) { this.close(); event.stopPropagation(); }
    else return;
    event.preventDefault();
    this.requestUpdate();
  }

  updated() { this.querySelector('.completion [aria-selected=true]')?.scrollIntoView({ block: 'nearest' }); }

  render() {
    const error = this.parsed.q && this.parsed.error;
    return html`<div class="query-box">
      <input class="query" type="text" spellcheck="false" autocomplete="off" autocapitalize="off" aria-label="Query"
        role="combobox" aria-expanded=${this.items.length > 0} aria-controls="completion"
        placeholder='{ resource.service.name = "checkout" && duration > 2s }' .value=${this.input ? this.input.value : state.q}
        @input=${this.typed} @focus=${this.typed} @keydown=${this.key}
        @blur=${() => setTimeout(() => { if (!this.contains(document.activeElement)) this.close(); }, 150)}>
      ${state.q ? html`<button class="quiet clear" aria-label="Clear the query" @click=${() => { this.input.value = ''; state.set({ q: null }); }}>${icon('close')}</button>` : nothing}
      ${this.items.length ? html`<ul class="completion" id="completion" role="listbox">${this.items.map((item, i) => html`
        <li role="option" aria-selected=${i === this.at} @pointerdown=${e => { e.preventDefault(); this.accept(item); }}>
          <span class="kind">${item.kind}</span><code>${item.label ?? item.insert}</code><span class="dim">${item.detail ?? ''}${item.count !== undefined ? ` ${count(item.count)}` : ''}</span></li>`)}</ul>` : nothing}
    </div>
    ${error ? html`<div class="query-error" role="alert"><pre class="caret">${error.caret ?? error.message}</pre>${error.caret ? html`<span>${error.message.replace(/ \(did you mean [^)]*\)/, '')}</span>` : nothing}${error.suggestion ? html` <button @click=${() => state.set({ q: replacePart(state.q, error.offset, error.length, error.suggestion) })}>Use <code>${error.suggestion}</code></button>` : nothing}</div>` : nothing}
    <div class="chips">${(this.parsed.conditions ?? []).map((c, i) => this.chip(c, i))}
      ${state.q && error ? nothing : html`<button class="chip add" @click=${() => this.open('add')} aria-expanded=${this.editing === 'add'}>+ Filter</button>`}
      ${this.editing === 'add' ? this.adder() : nothing}</div>`;
  }

  chip(c, i) {
    const usable = this.signal !== 'none' && (!c.usable || c.usable.includes(this.signal));
    return html`<span class="chip ${usable ? '' : 'unused'}" title=${usable ? c.text : `${c.text}: not used on this page`}>
      <button class="chip-text" @click=${() => this.open(i)} aria-expanded=${this.editing === i}>${c.field ? html`<b>${c.field}</b> ${c.operator} ${fieldText(c.field, c.value?.duration ?? c.value)}` : c.text}</button>
      <button class="quiet" aria-label="Remove ${c.text}" @click=${() => state.set({ q: withoutPart(state.q, c.offset, c.length) })}>${icon('close')}</button>
      ${this.editing === i ? this.editor(c) : nothing}</span>`;
  }

  async open(which) {
    this.editing = this.editing === which ? null : which;
    this.values = null;
    this.fields = null;
    this.field = null;
    this.requestUpdate();
    if (this.editing === null) return;
    if (which === 'add') {
      await this.updateComplete;
      this.querySelector('.popover input')?.focus();
      this.find('');
    } else this.loadValues(this.parsed.conditions[which].field);
  }

  async loadValues(field, prefix) {
    if (!field) return;
    try { this.values = (await ask('attributes/values', { field, prefix, signal: this.signal === 'none' ? 'traces' : this.signal, from: state.from, to: state.to, limit: 30 })).values; } catch { this.values = []; }
    this.requestUpdate();
  }

  async find(text) {
    try { this.fields = (await ask('attributes', { text, signal: this.signal === 'none' ? 'traces' : this.signal, from: state.from, to: state.to, limit: 60 })).attributes; } catch { this.fields = []; }
    this.requestUpdate();
  }

  /** Chooses operator and value of a condition. */
  editor(c) {
    const replace = t => state.set({ q: replacePart(state.q, c.offset, c.length, t) });
    if (!c.field) return html`<div class="popover"><label>Condition <input .value=${c.text} @keydown=${e => { if (e.key === 'Enter') replace(e.target.value); }}></label></div>`;
    return html`<div class="popover">
      <div class="operators">${OPERATORS.map(o => html`<button aria-pressed=${o === c.operator} @click=${() => replace(`${c.field} ${o} ${c.value?.text ?? (enumLike(c) ? text(c.value) : literal(c.value))}`)}>${o}</button>`)}</div>
      <ul class="values">${this.values?.map(item => html`<li><button @click=${() => replace(condition(c.field, c.operator, item.value))}>${fieldText(c.field, item.value)}<span class="dim">${count(item.count)}</span></button></li>`) ?? html`<li class="dim">Loading values</li>`}</ul></div>`;
  }

  /** Chooses a field and then a value. */
  adder() {
    return html`<div class="popover">${this.field ? html`<div class="menu-head">${this.field} =</div>
      <ul class="values">${this.values?.map(item => html`<li><button @click=${() => state.set({ q: withCondition(state.q, condition(this.field, '=', item.value)) })}>${fieldText(this.field, item.value)}<span class="dim">${count(item.count)}</span></button></li>`) ?? html`<li class="dim">Loading values</li>`}</ul>`
      : html`<input placeholder="attribute" aria-label="Attribute" @input=${e => this.find(e.target.value)}>
      <ul class="values">${this.fields?.map(item => html`<li><button @click=${() => { this.field = item.field; this.loadValues(item.field); this.requestUpdate(); }}>${item.field}<span class="dim">${count(item.count)}</span></button></li>`) ?? html`<li class="dim">Loading attributes</li>`}</ul>`}</div>`;
  }
}

const enumLike = c => /^(status|kind|span:status|span:kind)$/.test(c.field);

customElements.define('weir-query-bar', QueryBar);
