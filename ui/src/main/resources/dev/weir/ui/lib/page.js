// What all pages have in common: they live in the document's own tree (one style sheet), follow the
// address, and show loading, failure and emptiness in one way.
import { LitElement, html, nothing } from 'lit';
import { state } from './state.js';
import { ApiError } from './api.js';

/** An element without a shadow tree that is drawn again when the address changes. */
export class Page extends LitElement {
  /** Which signal the page shows, for completion and greyed conditions. */
  static signal = 'traces';

  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    this.onState = () => { this.load?.(); this.requestUpdate(); };
    state.addEventListener('change', this.onState);
    addEventListener('weir-refresh', this.onRefresh = () => this.refresh());
    this.load?.();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    state.removeEventListener('change', this.onState);
    removeEventListener('weir-refresh', this.onRefresh);
    for (const loader of this.loaders ?? []) loader.cancel();
  }

  /** Asks again for everything that is shown. */
  refresh() {
    for (const loader of this.loaders ?? []) loader.again();
  }

  /** @returns {Loader} one that redraws this page */
  loader(what) {
    const loader = new Loader(this, what);
    (this.loaders ??= []).push(loader);
    return loader;
  }
}

/** An answer that is asked for: keeps the old one while the next is on its way. */
export class Loader {
  /** @param {LitElement} host @param {string} what is loaded, in words */
  constructor(host, what) {
    this.host = host;
    this.what = what;
    this.key = null;
    this.data = undefined;
    this.error = undefined;
    this.loading = false;
    this.stale = false;
  }

  /**
   * Asks when the question differs from the last one.
   * @param {any} key what the answer depends on
   * @param {(signal: AbortSignal) => Promise<any>} work
   */
  run(key, work) {
    const text = JSON.stringify(key);
    if (text === this.key) return;
    if (this.key !== null) this.stale = true;
    this.key = text;
    this.work = work;
    this.again();
  }

  async again() {
    if (!this.work) return;
    this.abort?.abort();
    const abort = this.abort = new AbortController();
    this.loading = true;
    this.cancelled = false;
    this.since = performance.now();
    this.host.requestUpdate();
    clearTimeout(this.slow);
    this.slow = setTimeout(() => this.host.requestUpdate(), 400);
    try {
      const data = await this.work(abort.signal);
      if (this.abort !== abort) return;
      this.data = data;
      this.error = undefined;
      this.stale = false;
    } catch (e) {
      if (this.abort !== abort) return;
      if (e.name !== 'AbortError') {
        if (!(e instanceof ApiError)) console.error(this.what, e);
        this.error = e;
      }
    }
    this.loading = false;
    clearTimeout(this.slow);
    this.host.requestUpdate();
  }

  cancel() {
    if (!this.loading) return;
    this.cancelled = true;
    this.abort?.abort();
  }

  forget() { this.key = null; this.data = undefined; this.error = undefined; }

  /**
   * Draws the answer, or why there is none.
   * @param {(data: any) => any} draw
   */
  view(draw) {
    if (this.error) return errorBox(this.error, () => this.again());
    const slow = this.loading && performance.now() - this.since > 350;
    if (this.data === undefined) {
      if (this.cancelled && !this.loading) return html`<div class="empty"><p>Cancelled.</p><button @click=${() => this.again()}>Ask again</button></div>`;
      return html`<div class="waiting" role="status">${this.#progress(true)}</div>`;
    }
    return html`<div class="answer ${slow && this.stale ? 'dimmed' : ''}">${slow && this.stale ? this.#progress(false) : nothing}${draw(this.data)}</div>`;
  }

  #progress(alone) {
    return html`<div class="progress ${alone ? 'alone' : ''}"><i></i><span>Loading ${this.what}</span><button class="quiet" @click=${() => { this.cancel(); this.host.requestUpdate(); }}>Cancel</button></div>`;
  }
}

/** @param {any} error @param {() => void} [retry] */
export function errorBox(error, retry) {
  return html`<div class="error-box" role="alert">
    <b>${title(error)}</b>
    <p>${error.suggestion ? error.message.replace(/ \(did you mean [^)]*\)/, '') : error.message}</p>
    ${error.caret ? html`<pre class="caret">${error.caret}</pre>` : nothing}
    ${error.suggestion ? html`<p>Did you mean <code>${error.suggestion}</code>?</p>` : nothing}
    ${error.query && !error.caret ? html`<pre>${error.query}</pre>` : nothing}
    ${error.request ? html`<details><summary>Request</summary><code class="wrap">${error.request}</code></details>` : nothing}
    ${retry ? html`<button @click=${retry}>Try again</button>` : nothing}
  </div>`;
}

function title(error) {
  switch (error.code) {
    case 'bad_query': return 'The query is not understood';
    case 'timeout': return 'The query took too long';
    case 'cancelled': return 'The query was cancelled';
    case 'busy': return 'Weir is busy';
    case 'unreachable': return 'No connection';
    case 'unauthorized': return 'A token is needed';
    case 'not_found': return 'Not found';
    case 'unavailable': return 'The store is not available';
    default: return 'This could not be loaded';
  }
}
