// What is kept and within which limits; files to read in, data to take out, data to delete.
import { html, nothing } from 'lit';
import { Page, errorBox } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask, listen, request } from '../lib/api.js';
import { ago, bytes, count, dateTime, duration, millis, percent } from '../lib/format.js';
import { copy } from '../lib/menu.js';
import { importFile } from '../lib/import.js';

const SIGNALS = [['traces', 'Spans'], ['logs', 'Log records'], ['metrics', 'Metric points']];
const AGES = [['now', 'everything'], ['now-1h', 'older than 1 h'], ['now-6h', 'older than 6 h'], ['now-1d', 'older than 1 d'], ['now-3d', 'older than 3 d']];

class Data extends Page {
  constructor() {
    super();
    this.stats = this.loader('the state of the store');
    this.preview = this.loader('what would be deleted');
    this.files = [];
    this.chosen = new Set(SIGNALS.map(([id]) => id));
  }

  connectedCallback() {
    super.connectedCallback();
    this.stop = listen('stats/live', {}, { stats: answer => { this.stats.data = answer; this.requestUpdate(); } });
  }

  disconnectedCallback() { super.disconnectedCallback(); this.stop(); this.abort?.abort(); }

  load() { this.stats.run([], signal => ask('stats', {}, signal)); }

  render() {
    return html`<section class="page"><div class="head"><h1>Data</h1></div>${this.stats.view(s => html`${this.limits(s)}${this.table(s)}`)}
      <div class="columns"><div class="block"><h2>Import</h2>${this.importer()}</div><div class="block"><h2>Export</h2>${this.exporter()}<h2>Delete</h2>${this.deleter()}</div></div></section>`;
  }

  limits(s) {
    const full = s.maxBytes > 0 ? s.bytes / s.maxBytes : 0, oldest = Math.min(...SIGNALS.map(([id]) => millis(s.signals?.[id]?.oldest ?? 0) || Infinity));
    return html`${s.problem ? html`<div class="error-box" role="alert"><b>The store does not take everything at the moment</b><p>${s.problem}</p></div>` : nothing}
      <div class="cards">
        <div class="card"><div class="dim">Size</div><div class="big">${bytes(s.bytes)} <span class="dim small">of ${bytes(s.maxBytes)}</span></div><span class="queue wide ${full > 0.95 ? 'full' : ''}"><i style="width:${Math.min(100, full * 100).toFixed(1)}%"></i></span><div class="dim">${percent(full)} used; beyond it the oldest go first</div></div>
        <div class="card"><div class="dim">Age</div><div class="big">${Number.isFinite(oldest) ? duration((Date.now() - oldest) * 1e6) : '–'} <span class="dim small">of ${duration(s.maxAge)}</span></div><div class="dim">${Number.isFinite(oldest) ? html`the oldest is of ${dateTime(oldest)}` : 'nothing is kept yet'}</div></div>
        <div class="card"><div class="dim">Folder</div>${s.directory ? html`<code class="wrap">${s.directory}</code> <button class="quiet" @click=${() => copy(s.directory)}>Copy</button>` : html`<p>In memory only: all of it ends with this process. <code>--data DIR</code> keeps it.</p>`}</div>
        <div class="card"><div class="dim">Since the start</div><div>${count(s.removedSlices)} slices removed by the limits</div><div class=${s.droppedItems ? 'error' : ''}>${count(s.droppedItems)} items could not be kept</div>${s.quarantined?.length ? html`<p class="warn wrap">${count(s.quarantined.length)} damaged slices set aside: ${s.quarantined.join(', ')}</p>` : html`<div>no damaged slices</div>`}</div>
      </div>`;
  }

  table(s) {
    return html`<table class="list keep"><thead><tr><th>Signal</th><th class="num">Items</th><th class="num">Not yet on disk</th><th class="num">Since the start</th><th class="num">Size</th><th class="num">Each</th><th class="num">Slices</th><th>Oldest</th><th>Newest</th></tr></thead>
      <tbody>${SIGNALS.map(([id, label]) => { const n = s.signals?.[id] ?? {}; return html`<tr><td><a href=${state.href(`/${id}`)}>${label}</a></td><td class="num">${count(n.items ?? 0)}</td><td class="num">${count(n.uncommitted ?? 0)}</td><td class="num">${count(n.appended ?? 0)}</td><td class="num">${bytes(n.bytes ?? 0)}</td><td class="num">${n.items ? `${(n.bytes / n.items).toFixed(0)} B` : '–'}</td><td class="num">${count(n.slices ?? 0)}</td>${[n.oldest ?? 0, n.newest ?? 0].map(t => html`<td class="dim time" title=${millis(t) ? dateTime(millis(t)) : ''}>${millis(t) ? ago(millis(t)) : '–'}</td>`)}</tr>`; })}</tbody></table>`;
  }

  importer() {
    const busy = this.files.some(f => !f.done);
    return html`<label class="drop ${this.over ? 'over' : ''}" @dragover=${e => { e.preventDefault(); this.over = true; this.requestUpdate(); }} @dragleave=${() => { this.over = false; this.requestUpdate(); }} @drop=${e => this.dropped(e)}>
        <b>Drop OTLP JSON files here</b><span class="dim">one request, or one a line, as the <code>file</code> exporter and Export write them; may be gzip</span>
        <input type="file" multiple accept=".json,.jsonl,.ndjson,.gz,application/json" @change=${e => { this.take([...e.target.files]); e.target.value = ''; }}></label>
      ${busy ? html`<button @click=${() => this.abort?.abort()}>Cancel</button>` : nothing}
      ${this.files.map(f => html`<div class="event"><b class="wrap">${f.name}</b> <span class="dim">${bytes(f.size)}</span>
        ${f.error ? errorBox(f.error) : f.done ? html`<div>${SIGNALS.filter(([id]) => f.done[id]).map(([id, label]) => html`<a href=${`/${id}?${range(f.done)}`}>${count(f.done[id])} ${label.toLowerCase()}</a> `)}${SIGNALS.some(([id]) => f.done[id]) ? nothing : html`<span class="warn">It held no items.</span>`}
          ${f.done.to < Date.now() - (this.stats.data?.maxAge ?? Infinity) / 1e6 ? html`<p class="warn">They are older than the store's age limit and will be removed.</p>` : nothing}</div>` : html`<div class="dim" role="status">Reading${f.read ? `, ${bytes(f.read)} done` : ''}</div>`}</div>`)}`;
  }

  dropped(event) {
    event.preventDefault();
    this.over = false;
    this.take([...event.dataTransfer.files]);
  }

  /** One file after the other. */
  async take(files) {
    const rows = files.map(file => ({ name: file.name, size: file.size, file }));
    this.files = [...rows, ...this.files].slice(0, 50);
    this.abort ??= new AbortController();
    const { signal } = this.abort;
    for (const row of rows) {
      try {
        row.done = await importFile(row.file, read => { row.read = read; this.requestUpdate(); }, signal);
      } catch (e) {
        row.done = {};
        row.error = e.name === 'AbortError' ? new Error(`Cancelled; ${row.read ? 'a part' : 'nothing'} of it was stored.`) : e;
      }
      this.requestUpdate();
    }
    if (this.abort?.signal === signal) this.abort = null;
    this.stats.again();
  }

  exporter() {
    return html`<p class="dim">What matches the query in the time range, as OTLP JSON, one request a line.</p>
      <p class="actions">${SIGNALS.map(([id, label]) => html`<a class="button" download="${id}.jsonl" href=${`/api/v1/export?${new URLSearchParams({ signal: id, q: state.q, from: state.from, to: state.to, limit: '1000000' })}`}>${label}</a>`)}</p>`;
  }

  deleter() {
    const to = this.until ?? 'now';
    const look = () => { this.preview.forget(); const signals = [...this.chosen].join(','); if (signals) this.preview.run([signals, to, Date.now()], signal => ask('data', { signals, from: '0', to }, signal)); this.requestUpdate(); };
    return html`<p class="actions">${SIGNALS.map(([id, label]) => html`<label><input type="checkbox" .checked=${this.chosen.has(id)} @change=${e => { e.target.checked ? this.chosen.add(id) : this.chosen.delete(id); this.preview.forget(); this.requestUpdate(); }}> ${label}</label>`)}
        <select aria-label="Age" @change=${e => { this.until = e.target.value; this.preview.forget(); this.requestUpdate(); }}>${AGES.map(([value, label]) => html`<option value=${value} ?selected=${value === to}>${label}</option>`)}</select>
        <button ?disabled=${!this.chosen.size} @click=${look}>Show what would go</button></p>
      ${this.preview.key === null ? nothing : this.preview.view(p => p.items ? html`<div class="error-box"><b>${count(p.items)} items, ${bytes(p.bytes)}, go for good</b>
        <p>${SIGNALS.filter(([id]) => this.chosen.has(id)).map(([, label]) => label.toLowerCase()).join(', ')}${to === 'now' ? '' : ` up to ${dateTime(millis(p.to))}`}. Data go in whole slices: a slice that also holds newer items stays.</p>
        <p class="actions"><button class="danger" @click=${() => this.remove(p)}>Delete ${count(p.items)} items</button><button @click=${() => { this.preview.forget(); this.requestUpdate(); }}>Keep them</button></p></div>` : html`<p class="dim">Nothing would go: no slice lies wholly in that time.</p>`)}
      ${this.removed ? html`<p role="status">${this.removed}</p>` : nothing}`;
  }

  async remove(p) {
    this.preview.forget();
    try {
      const gone = await (await request('data', { confirm: p.confirm }, { method: 'DELETE', headers: { 'X-Weir': '1' } })).json();
      this.removed = `${count(gone.items)} items, ${bytes(gone.bytes)}, were deleted.`;
    } catch (e) { this.removed = errorBox(e); }
    this.stats.again();
    this.requestUpdate();
  }
}

/** The time of imported items, with a little around it. */
const range = done => done.to >= done.from ? new URLSearchParams({ from: String(Math.floor(done.from - 1000)), to: String(Math.ceil(done.to + 1000)) }) : '';

customElements.define('weir-data', Data);
