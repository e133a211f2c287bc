// One trace: waterfall, flame, statistics, and the details of a span.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Page } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask, askText } from '../lib/api.js';
import { traceModel, rows as visibleRows, siblingKey, statistics } from '../lib/trace-model.js';
import { traceColors } from '../lib/color.js';
import { count, dateTime, duration, hoverTime, millis, percent, severity, text } from '../lib/format.js';
import { copy, toast, v } from '../lib/menu.js';
import '../parts/minimap.js';
import '../parts/flame.js';
import '../parts/span-details.js';

const ROW = 24;
/** A trace that ended less than so many milliseconds ago is asked for again, so many times. */
const YOUNG = 30_000, ASKED = 20;
/** Parameters of the address, and how many spans each names at most. */
const VIEW = ['zoom', 'fold', 'open'], MOST_NAMED = 50;

class Trace extends Page {
  constructor() {
    super();
    this.trace = this.loader('the trace');
    this.logs = this.loader('log records');
    this.raw = this.loader('the raw trace');
    this.folded = new Set();
    this.open = new Set();
    this.matched = null;
    this.zoom = null;
    this.top = 0;
    this.cursor = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.onKey = event => this.key(event));
    addEventListener('weir-theme', this.onTheme = () => { this.colors = null; this.requestUpdate(); });
    addEventListener('resize', this.onResize = () => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.watching);
    removeEventListener('keydown', this.onKey);
    removeEventListener('weir-theme', this.onTheme);
    removeEventListener('resize', this.onResize);
  }

  get view() { return state.get('view', 'waterfall'); }

  load() {
    const id = state.id;
    if (id !== this.shown) { this.shown = id; for (const l of this.loaders) l.forget(); this.model = null; this.seen = null; this.zoom = null; this.open.clear(); this.folded.clear(); this.matched = null; this.searched = ''; }
    if (!id) return;
    this.trace.run([id], async signal => {
      const answer = await ask(`traces/${encodeURIComponent(id)}`, { logs: true }, signal);
      this.model = null;
      return answer;
    });
    if (state.get('logs')) this.logs.run([id], async signal => {
      const answer = await ask(`traces/${encodeURIComponent(id)}/logs`, { limit: 5000 }, signal);
      answer.bySpan = Map.groupBy ? Map.groupBy(answer.logs, log => log.spanId) : groupBy(answer.logs);
      return answer;
    });
    if (this.view === 'json') this.raw.run([id], async signal => JSON.stringify(JSON.parse(await askText(`traces/${encodeURIComponent(id)}`, { format: 'otlp' }, signal)), null, 2));
    if (state.get('find') !== (this.searched ?? '')) this.search(state.get('find'));
  }

  /** Everything that is computed once for an answer. */
  prepare(answer) {
    const corrected = state.get('skew') === '1';
    if (!this.model || this.model.answer !== answer || this.model.corrected !== corrected) {
      // Columns are changed where a cycle of parents is cut, so that the answer is kept as it came.
      this.model = traceModel({ ...answer, spans: { ...answer.spans, parent: [...answer.spans.parent] } }, corrected);
      this.model.answer = answer;
      this.model.corrected = corrected;
      this.colors = null;
      this.revealed = null;
      this.watch(state.id, this.model);
    }
    this.colors ??= traceColors(this.model.serviceList);
    this.readView();
    return this.model;
  }

  /** A trace that has just ended may still grow: asks until it is old enough. */
  watch(id, model, left = ASKED) {
    clearTimeout(this.watching);
    if (!left || Date.now() - millis(model.answer.start) - model.end / 1e6 > YOUNG) return;
    this.watching = setTimeout(async () => {
      try {
        const { spans } = document.hidden ? { spans: model.size } : await ask(`traces/${encodeURIComponent(id)}/summary`);
        if (!this.isConnected || state.id !== id || this.model !== model) return;
        if (spans > model.size) this.refresh(); else this.watch(id, model, left - 1);
      } catch { /* what is shown stays */ }
    }, 1500);
  }

  /** What is in view and what is folded stand in the address; spans by their ids, times from the begin of the trace. */
  readView() {
    const { model } = this, text = VIEW.map(name => state.get(name)).join(' ');
    if (this.seen?.model === model && this.seen.text === text) return;
    this.seen = { model, text };
    const spans = name => state.get(name).split(',').map(id => model.byId.get(id)).filter(i => i !== undefined);
    const [from, to] = state.get('zoom').split('-').map(Number);
    this.zoom = to > from ? [model.begin + from, model.begin + to] : null;
    this.folded = new Set(spans('fold'));
    this.open = new Set(spans('open').map(i => siblingKey(model, i)));
    this.folds = (this.folds ?? 0) + 1;
    this.revealed = null;
  }

  /** Writes it when the hand has come to rest. */
  writeView() {
    this.requestUpdate();
    clearTimeout(this.writing);
    this.writing = setTimeout(() => {
      const { model } = this;
      if (!model || !this.isConnected || state.page !== 'trace') return;
      const firsts = new Map();
      if (this.open.size) for (const i of model.order) { const key = siblingKey(model, i); if (this.open.has(key) && !firsts.has(key)) firsts.set(key, model.columns.id[i]); }
      const view = {
        zoom: this.zoom ? this.zoom.map(t => Math.round(t - model.begin)).join('-') : '',
        fold: [...this.folded].slice(0, MOST_NAMED).map(i => model.columns.id[i]).join(','),
        open: [...firsts.values()].slice(0, MOST_NAMED).join(','),
      };
      this.seen = { model, text: VIEW.map(name => view[name]).join(' ') };
      state.set(view, { replace: true });
    }, 150);
  }

  zoomTo(zoom) { this.zoom = zoom; this.writeView(); }

  render() {
    if (!state.id) return html`<section class="page"><div class="empty"><h2>No trace is named</h2><form @submit=${e => { e.preventDefault(); state.go(state.href(`/trace/${e.target.id.value.trim()}`)); }}><input name="id" placeholder="trace id" aria-label="Trace id"><button>Open</button></form></div></section>`;
    return html`<section class="page trace">${this.trace.view(answer => this.page(answer))}</section>`;
  }

  page(answer) {
    const model = this.prepare(answer);
    if (!model.size) return html`<div class="empty"><h2>This trace has no spans here</h2><p>It may have been deleted, or its spans have not arrived.</p></div>`;
    const root = model.roots.reduce((a, b) => model.duration[b] > model.duration[a] ? b : a, model.roots[0]);
    const view = this.view;
    const tab = (id, label, key) => html`<button role="tab" aria-selected=${view === id} title="${label} (${key})" @click=${() => state.set({ view: id === 'waterfall' ? null : id })}>${label}</button>`;
    const lost = model.roots.filter(i => model.columns.parentId[i]).length;
    return html`
      <div class="head trace-head">
        <h1>${v('resource.service.name', model.services[root], html`<i class="swatch" style="background:${this.colors.get(model.services[root])}"></i>${model.services[root]}`)} ${v('name', model.names[root])}</h1>
        <span class="facts"><b>${duration(model.end - model.begin)}</b><span>${count(model.size)} spans</span><span>${count(model.serviceList.length)} services</span>
          ${model.errors.length ? html`<button class="quiet error" title="Next error (e)" @click=${() => this.nextError(1)}>▲ ${count(model.errors.length)} errors</button>` : nothing}
          <span class="dim" title=${hoverTime(answer.start)}>${dateTime(millis(answer.start))}</span></span>
      </div>
      <div class="head tools">
        <div class="tabs" role="tablist">${tab('waterfall', 'Waterfall', 'w')}${tab('flame', 'Flame', 'f')}${tab('statistics', 'Statistics', 's')}${tab('json', 'JSON', 'o')}</div>
        <input class="find" type="search" placeholder="Search in this trace (/)" aria-label="Search in this trace" .value=${state.get('find')}
          @input=${e => { clearTimeout(this.findTimer); const value = e.target.value.trim(); this.findTimer = setTimeout(() => state.set({ find: value }, { replace: true }), 150); }}
          @keydown=${e => { if (e.key === 'Enter') { e.preventDefault(); this.nextMatch(e.shiftKey ? -1 : 1); } }}>
        ${this.matched ? html`<span class="dim" role="status">${count(this.matched.size)} found</span>` : nothing}
        ${answer.logs ? html`<button aria-pressed=${Boolean(state.get('logs'))} @click=${() => state.set({ logs: state.get('logs') ? null : 1 })}>Logs ${count(answer.logs)}</button>` : nothing}
        <button aria-pressed=${state.get('critical') === '1'} title="Critical path only (c)" @click=${() => state.set({ critical: state.get('critical') ? null : 1 }, { replace: true })}>Critical path</button>
        ${model.skewed || model.corrected ? html`<button class="warn" aria-pressed=${model.corrected} title="Spans lie outside of those that called them: the clocks differ" @click=${() => state.set({ skew: model.corrected ? null : 1 }, { replace: true })}>${model.corrected ? 'Clock skew corrected' : 'Correct clock skew'}</button>` : nothing}
        <span class="grow"></span>
        <a class="button quiet" href=${state.href('/compare', { a: state.id })}>Compare</a>
        <button class="quiet" @click=${() => this.copyOtlp()}>Copy as OTLP</button>
        <button class="quiet" @click=${() => copy(location.href)}>Copy link</button>
      </div>
      ${lost ? html`<p class="note">${count(lost)} spans name a parent that is not here; it was not sent, or has not arrived.</p>` : nothing}
      ${answer.cut ? html`<p class="note">The trace has more spans than are shown.</p>` : nothing}
      ${view === 'json' ? this.raw.view(json => html`<pre class="raw" tabindex="0">${json}</pre>`)
        : view === 'statistics' ? this.statistics(model) : html`
      <div class="split ${state.get('span') ? 'with-details' : ''}">
        <div class="main-side">
          <weir-minimap .model=${model} .colors=${this.colors} .zoom=${this.zoom} .matched=${this.matched} @zoom=${e => this.zoomTo(e.detail)}></weir-minimap>
          ${view === 'flame' ? html`<weir-flame .model=${model} .colors=${this.colors} .zoom=${this.zoom} .selected=${model.byId.get(state.get('span')) ?? -1} .matched=${this.matched} @pick=${e => this.select(e.detail)} @zoom=${e => this.zoomTo(e.detail)}></weir-flame>` : this.waterfall(model)}
        </div>
        ${state.get('span') ? html`<weir-span-details class="details" .trace=${state.id} .span=${state.get('span')} .model=${model} .colors=${this.colors} @close=${() => state.set({ span: null }, { replace: true })} @go=${e => this.select(e.detail)}></weir-span-details>` : nothing}
      </div>`}`;
  }

  /** The rows that fit the window, and a few around them. */
  waterfall(model) {
    const logs = state.get('logs') ? this.logs.data?.bySpan ?? null : null;
    this.list = this.rowsOf(model, state.get('critical') === '1', logs);
    const selected = model.byId.get(state.get('span')) ?? -1;
    this.cursorRow(selected);
    const height = this.box?.clientHeight || innerHeight;
    const first = Math.max(0, Math.floor(this.top / ROW) - 8), last = Math.min(this.list.length, Math.ceil((this.top + height) / ROW) + 8);
    const [from, to] = this.window(model);
    return html`<div class="wf-axis"><span class="wf-name">service / operation</span><span class="wf-time">${ticks(from, to, model.begin)}</span></div>
      <div class="wf" tabindex="0" role="tree" aria-label="spans" @scroll=${e => this.scrolled(e)}>
        <div class="wf-space" style="height:${this.list.length * ROW}px">
          <div class="wf-rows" style="transform:translateY(${first * ROW}px)">${repeat(this.list.slice(first, last), row => row.key, (row, n) => this.row(model, row, first + n, from, to, selected))}</div>
        </div></div>`;
  }

  /** The rows are counted anew only when something was folded: scrolling draws often. */
  rowsOf(model, critical, logs) {
    const key = [model, critical, logs, this.folds];
    if (!this.rowsKey || key.some((part, n) => part !== this.rowsKey[n])) {
      this.rowsKey = key;
      this.rowsKept = visibleRows(model, { folded: this.folded, open: this.open, critical, logs });
    }
    return this.rowsKept;
  }

  scrolled(event) {
    this.box = event.currentTarget;
    const top = event.currentTarget.scrollTop;
    if (Math.abs(top - this.top) < ROW / 2 && top !== 0) return;
    this.top = top;
    this.requestUpdate();
  }

  updated() {
    this.box = this.querySelector('.wf');
    if (!this.box) return;
    if (!this.measured && this.box.clientHeight) { this.measured = true; this.requestUpdate(); }
    const id = state.get('span');
    if (id && this.revealed !== id && this.model) { this.revealed = id; this.reveal(this.model.byId.get(id)); }
  }

  window(model) { return this.zoom ?? [model.begin, Math.max(model.end, model.begin + 1)]; }

  row(model, row, n, from, to, selected) {
    const indent = Math.min(row.depth, 40) * 12;
    const place = (a, b) => { const left = (a - from) / (to - from) * 100; return `left:${Math.max(-1, Math.min(101, left)).toFixed(3)}%;width:${Math.max(0, Math.min(101, (b - from) / (to - from) * 100) - Math.max(-1, left)).toFixed(3)}%`; };
    const outside = (a, b) => b < from || a > to;
    if (row.type === 'log') {
      const at = millis(row.log.time) * 1e6 - millis(model.answer.start) * 1e6;
      return html`<div class="wf-row log-row" role="treeitem" aria-level=${row.depth + 1} @click=${() => state.go(state.href('/logs', { q: `{ trace_id = "${state.id}" }`, log: row.log.ref }))}>
        <span class="wf-name" style="padding-left:${indent + 18}px"><b class="sev ${severity(row.log.severityNumber)}">${row.log.severity || severity(row.log.severityNumber)}</b> ${text(row.log.body)}</span>
        <span class="wf-time">${outside(at, at) ? nothing : html`<i class="log-mark ${severity(row.log.severityNumber)}" style="left:${((at - from) / (to - from) * 100).toFixed(3)}%"></i>`}</span></div>`;
    }
    const group = row.type === 'group', i = group ? row.members[0] : row.i;
    const color = this.colors.get(model.services[i]);
    const failed = group ? row.members.filter(m => model.columns.status[m] === 2).length : model.columns.status[i] === 2 ? 1 : 0;
    const length = group ? row.members.reduce((sum, m) => sum + model.duration[m], 0) : model.duration[i];
    const hit = this.matched && (group ? row.members.some(m => this.matched.has(m)) : this.matched.has(i));
    const end = model.start[i] + model.duration[i];
    const labelRight = (end - from) / (to - from) < 0.82;
    const leftRoom = (model.start[i] - from) / (to - from);
    const fold = group || row.children;
    return html`<div class="wf-row ${i === selected && !group ? 'selected' : ''} ${n === this.cursor ? 'cursor' : ''} ${hit ? 'hit' : ''} ${this.matched && !hit ? 'faint' : ''}" role="treeitem" aria-level=${row.depth + 1} aria-selected=${i === selected && !group} aria-expanded=${fold ? !row.folded : nothing} data-span=${group ? nothing : model.columns.id[i]}
        .ask=${{ field: 'name', value: model.names[i], copy: model.columns.id[i], title: `${model.services[i]} ${model.names[i]}`, more: [{ label: `Filter to ${model.services[i]}`, run: () => state.go(state.href('/traces', { q: `{ resource.service.name = ${JSON.stringify(model.services[i])} && name = ${JSON.stringify(model.names[i])} }` })) }, { label: 'Service page', run: () => state.go(state.href(`/services/${encodeURIComponent(model.services[i])}`)) }] }}
        @click=${e => { this.cursor = n; if (e.target.closest('.fold') || group) this.toggle(row); else this.select(i); }}>
      <span class="wf-name" style="padding-left:${indent}px">${fold ? html`<button class="fold ${row.folded ? '' : 'open'}" tabindex="-1" aria-label=${row.folded ? 'Unfold' : 'Fold'}></button>` : html`<i class="fold none"></i>`}
        <i class="swatch" style="background:${color}"></i><span class="svc">${model.services[i]}</span> <span class="op">${model.names[i]}</span>
        ${failed ? html`<span class="error sign" title=${model.columns.exception[i] >= 0 ? model.answer.strings[model.columns.exception[i]] : 'error'}>▲${failed > 1 ? failed : ''}</span>` : nothing}
        ${model.skew[i] && !model.corrected ? html`<span class="warn sign" title="clock differs by about ${duration(model.skew[i])}">◷</span>` : nothing}
        ${group ? html`<span class="times">×${count(row.members.length)}</span>` : nothing}
        ${!group && row.folded && row.children ? html`<span class="times">+${count(descendants(model, i))}</span>` : nothing}
        ${!group && model.columns.logs[i] ? html`<span class="dim sign" title="${model.columns.logs[i]} log records">≡</span>` : nothing}</span>
      <span class="wf-time">${group ? html`${marks(row.members, model, from, to).map(([a, b, bad]) => html`<i class="bar thin ${bad ? 'bad' : ''}" style="${place(a, b)};background:${color}"></i>`)}${criticalMarks(row.members, model, from, to).map(([a, b]) => html`<i class="critical" style=${place(a, b)}></i>`)}<em class="bar-label" style=${labelRight ? `left:${Math.max(0, (groupEnd(row, model) - from) / (to - from) * 100).toFixed(2)}%` : 'right:4px'}>${count(row.members.length)} alike, ${duration(length / row.members.length)} each, ${duration(length)} in all</em>`
        : outside(model.start[i], end) ? nothing : html`<i class="bar ${failed ? 'bad' : ''}" style="${place(model.start[i], end)};background:${color}"></i>
          ${(model.critical.get(i) ?? []).map(([a, b]) => outside(a, b) ? nothing : html`<i class="critical" style=${place(a, b)}></i>`)}
          <em class="bar-label ${labelRight || leftRoom > 0.18 ? '' : 'inside'}" style=${labelRight ? `left:${Math.max(0, (end - from) / (to - from) * 100).toFixed(2)}%` : leftRoom > 0.18 ? `right:${(100 - leftRoom * 100).toFixed(2)}%` : `right:${Math.max(0, 100 - (end - from) / (to - from) * 100).toFixed(2)}%`}>${duration(length)}</em>`}</span></div>`;
  }

  toggle(row) {
    this.folds = (this.folds ?? 0) + 1;
    if (row.type === 'group') this.open.has(row.key) ? this.open.delete(row.key) : this.open.add(row.key);
    else if (row.children) this.folded.has(row.i) ? this.folded.delete(row.i) : this.folded.add(row.i);
    this.writeView();
  }

  select(i) { this.revealed = this.model.columns.id[i]; state.set({ span: this.model.columns.id[i] }, { replace: Boolean(state.get('span')) }); }

  cursorRow(selected) {
    if (selected >= 0 && this.list[this.cursor]?.i === selected) return;
    if (selected < 0) { this.cursor = Math.min(this.cursor, this.list.length - 1); return; }
    const at = this.list.findIndex(row => row.i === selected);
    if (at >= 0 && this.list[this.cursor]?.type !== 'group' && this.list[this.cursor]?.type !== 'log') this.cursor = at;
  }

  /** Unfolds what hides a span, and scrolls to it. */
  reveal(i) {
    if (i === undefined || !this.box) return;
    const { columns } = this.model;
    for (let s = i; s >= 0; s = columns.parent[s]) {
      if (s !== i) this.folded.delete(s);
      this.open.add(siblingKey(this.model, s));
    }
    this.folds = (this.folds ?? 0) + 1;
    this.list = this.rowsOf(this.model, state.get('critical') === '1', state.get('logs') ? this.logs.data?.bySpan ?? null : null);
    const at = this.list.findIndex(row => row.i === i);
    if (at < 0) return;
    this.cursor = at;
    this.scrollToRow(at);
    this.requestUpdate();
  }

  scrollToRow(n) {
    if (!this.box) return;
    const y = n * ROW, height = this.box.clientHeight;
    // The space must be there before it can be scrolled.
    this.updateComplete.then(() => {
      if (y < this.box.scrollTop + ROW) this.box.scrollTop = y - ROW * 2;
      else if (y > this.box.scrollTop + height - ROW * 2) this.box.scrollTop = y - height + ROW * 4;
    });
  }

  next(list, direction) {
    const { model } = this;
    if (!list.length) return;
    const current = model.byId.get(state.get('span')) ?? -1, rank = this.rank();
    const at = current < 0 ? (direction > 0 ? -1 : Infinity) : rank[current];
    const ahead = direction > 0 ? list.find(i => rank[i] > at) ?? list[0] : list.findLast(i => rank[i] < at) ?? list[list.length - 1];
    this.revealed = null;
    state.set({ span: model.columns.id[ahead], view: this.view === 'flame' ? 'flame' : null }, { replace: Boolean(state.get('span')) });
  }

  rank() {
    if (this.model.rank) return this.model.rank;
    const rank = new Int32Array(this.model.size);
    this.model.order.forEach((i, n) => { rank[i] = n; });
    return this.model.rank = rank;
  }

  nextError(direction) { this.next(this.model.errors, direction); }
  nextMatch(direction) { if (this.matched) this.next(this.model.order.filter(i => this.matched.has(i)), direction); }

  /** Names are searched here at once, attributes and events by the service. */
  async search(find) {
    this.searched = find;
    if (!find) { this.matched = null; this.requestUpdate(); return; }
    let ids = [];
    const query = find.startsWith('{') ? { q: find } : { text: find };
    try { ids = (await ask(`traces/${encodeURIComponent(state.id)}/search`, query)).spanIds; } catch (e) { toast(e.message); }
    if (this.searched !== find || !this.model) return;
    const lower = find.toLowerCase();
    this.matched = new Set(ids.map(id => this.model.byId.get(id)).filter(i => i !== undefined));
    if (!find.startsWith('{')) for (let i = 0; i < this.model.size; i++) if (this.model.names[i].toLowerCase().includes(lower) || this.model.services[i].toLowerCase().includes(lower)) this.matched.add(i);
    this.requestUpdate();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !this.model || document.querySelector('.menu, .veil')) return;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (typing) return;
    const move = by => {
      this.cursor = Math.max(0, Math.min(this.list.length - 1, this.cursor + by));
      const row = this.list[this.cursor];
      if (state.get('span') && row.type === 'span') this.select(row.i);
      this.scrollToRow(this.cursor);
      this.requestUpdate();
    };
    const waterfall = this.view === 'waterfall' && this.list;
    const row = waterfall ? this.list[this.cursor] : null;
    const view = name => state.set({ view: name === this.view || name === 'waterfall' ? null : name });
    switch (event.key) {
      case 'j': case 'ArrowDown': if (!waterfall) return; move(1); break;
      case 'k': case 'ArrowUp': if (!waterfall) return; move(-1); break;
      case 'h': case 'ArrowLeft': if (!row) return; this.fold(row, true); break;
      case 'l': case 'ArrowRight': if (!row) return; this.fold(row, false); break;
      case 'Enter': if (!row || event.target.closest?.('button,a')) return; row.type === 'span' ? this.select(row.i) : this.toggle(row); break;
      case 'e': this.nextError(1); break;
      case 'E': this.nextError(-1); break;
      case 'n': this.nextMatch(1); break;
      case 'N': this.nextMatch(-1); break;
      case 'f': view('flame'); break;
      case 's': view('statistics'); break;
      case 'w': view('waterfall'); break;
      case 'o': view('json'); break;
      case 'c': state.set({ critical: state.get('critical') ? null : 1 }, { replace: true }); break;
      case '0': this.zoomTo(null); break;
      case '/': this.querySelector('.find')?.focus(); break;
      case 'Escape': if (state.get('span')) state.set({ span: null }, { replace: true }); else if (this.zoom) this.zoomTo(null); else history.back(); break;
      default: return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Folds a row; one that is folded already hands over to its parent. */
  fold(row, close) {
    this.folds = (this.folds ?? 0) + 1;
    if (row.type === 'group') { if (close) this.open.delete(row.key); else this.open.add(row.key); }
    else if (row.type === 'span' && row.children && row.folded !== close) { if (close) this.folded.add(row.i); else this.folded.delete(row.i); }
    else if (close) {
      const at = this.list.slice(0, this.cursor).findLastIndex(r => r.depth < row.depth);
      if (at >= 0) { this.cursor = at; this.scrollToRow(at); }
    }
    this.writeView();
  }

  async copyOtlp() {
    try { await copy(await askText(`traces/${encodeURIComponent(state.id)}`, { format: 'otlp' })); } catch (e) { toast(e.message); }
  }

  statistics(model) {
    const order = state.get('sort', 'self'), columns = [['count', 'Spans', count], ['errors', 'Errors', count], ['total', 'Total', duration], ['self', 'Self', duration], ['p50', 'p50', duration], ['max', 'Longest', duration], ['critical', 'Critical path', duration]];
    const list = statistics(model).sort((a, b) => b[order] - a[order]), whole = Math.max(1, model.end - model.begin), most = Math.max(1, ...list.map(g => g.self));
    return html`<div class="scroll"><table class="list"><thead><tr><th>Operation</th>${columns.map(([id, label]) => html`<th class="num" aria-sort=${order === id ? 'descending' : 'none'}><button class="sort" @click=${() => state.set({ sort: id }, { replace: true })}>${label}${order === id ? ' ↓' : ''}</button></th>`)}</tr></thead>
      <tbody>${list.map(g => html`<tr><td><i class="swatch" style="background:${this.colors.get(g.service)}"></i>${v('resource.service.name', g.service)} ${v('name', g.name, g.name, { more: [{ label: 'Show in the waterfall', run: () => state.set({ view: null, find: g.name, span: model.columns.id[g.first] }) }] })}</td>
        ${columns.map(([id, label, format]) => html`<td data-label=${label.toLowerCase()} class="num ${id === 'self' ? 'meter-cell' : ''} ${id === 'errors' ? (g.errors ? 'error' : 'dim') : ''}">${id === 'self' ? html`<span class="meter" style="width:${(g.self / most * 100).toFixed(1)}%"></span>` : nothing}${format(g[id])}${id === 'critical' && g.critical ? html` <span class="dim">${percent(g.critical / whole)}</span>` : nothing}</td>`)}</tr>`)}</tbody></table></div>`;
  }
}

/** How many spans lie below. */
function descendants(model, i) {
  let n = 0;
  const stack = [...model.children[i]];
  while (stack.length) { n++; stack.push(...model.children[stack.pop()]); }
  return n;
}

const groupEnd = (row, model) => row.members.reduce((end, m) => Math.max(end, model.start[m] + model.duration[m]), 0);

/** Bars of a folded group; those that would lie on one another are drawn once. */
function marks(members, model, from, to) {
  const least = (to - from) / 300, result = [];
  let last = null;
  for (const m of members) {
    const a = model.start[m], b = a + model.duration[m], bad = model.columns.status[m] === 2;
    if (b < from || a > to) continue;
    if (last && a - last[1] < least && last[2] === bad) last[1] = Math.max(last[1], b);
    else result.push(last = [a, b, bad]);
  }
  return result;
}

/** Stretches of the critical path in a folded group, joined where they would touch. */
function criticalMarks(members, model, from, to) {
  const least = (to - from) / 300, result = [];
  let last = null;
  const all = members.flatMap(m => model.critical.get(m) ?? []).filter(([a, b]) => b >= from && a <= to).sort((p, q) => p[0] - q[0]);
  for (const [a, b] of all) {
    if (last && a - last[1] < least) last[1] = Math.max(last[1], b);
    else result.push(last = [a, b]);
  }
  return result;
}

/** Marks of the time axis. */
function ticks(from, to, begin) {
  const size = to - from, rough = size / 4, power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = [1, 2, 5, 10].map(n => n * power).find(s => s >= rough) ?? rough, result = [];
  for (let t = Math.ceil((from - begin) / step) * step; t <= to - begin; t += step) {
    const at = (t + begin - from) / size;
    if (at > 0.95) continue;
    result.push(html`<i style="left:${(at * 100).toFixed(2)}%">${t === 0 ? '0' : duration(t)}</i>`);
  }
  return result;
}

function groupBy(logs) {
  const map = new Map();
  for (const log of logs) map.set(log.spanId, [...(map.get(log.spanId) ?? []), log]);
  return map;
}

customElements.define('weir-trace', Trace);
