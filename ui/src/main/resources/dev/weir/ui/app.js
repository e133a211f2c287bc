// The shell: rail, query bar, time range, and the page that the address names.
import { LitElement, html, nothing } from 'lit';
import { state } from './lib/state.js';
import { ask, listen } from './lib/api.js';
import { closeMenu } from './lib/menu.js';
import { isDark } from './lib/color.js';
import { icon } from './parts/icons.js';
import './parts/query-bar.js';
import './parts/time-range.js';

/** Pages by the first part of the address. */
const PAGES = {
  home: { label: 'Home', path: '/', key: '1', tag: () => html`<weir-home></weir-home>` },
  traces: { label: 'Traces', path: '/traces', key: '2', tag: () => html`<weir-traces></weir-traces>` },
  logs: { label: 'Logs', path: '/logs', key: '3', signal: 'logs', tag: () => html`<weir-logs></weir-logs>` },
  metrics: { label: 'Metrics', path: '/metrics', key: '4', signal: 'metrics', tag: () => html`<weir-metrics></weir-metrics>` },
  services: { label: 'Services', path: '/services', key: '5', tag: () => state.id ? html`<weir-service></weir-service>` : html`<weir-services></weir-services>` },
  explore: { label: 'Explore', path: '/explore', key: '6', tag: () => html`<weir-explore></weir-explore>` },
  pipelines: { label: 'Pipelines', path: '/pipelines', key: '7', tag: () => html`<weir-pipelines></weir-pipelines>` },
  volume: { label: 'Volume', path: '/volume', key: '8', get signal() { return state.get('signal', 'traces'); }, tag: () => html`<weir-volume></weir-volume>` },
  try: { label: 'Try a statement', rail: 'volume', tag: () => html`<weir-try></weir-try>` },
  data: { label: 'Data', path: '/data', key: '9', tag: () => html`<weir-data></weir-data>` },
  trace: { label: 'Trace', rail: 'traces', tag: () => html`<weir-trace></weir-trace>` },
  compare: { label: 'Compare', rail: 'traces', tag: () => html`<weir-compare></weir-compare>` },
};

/** Pages that ask no query of their own: its conditions are shown, but greyed. */
const BARE = ['trace', 'compare', 'pipelines', 'data'];

const HELP = [
  ['/', 'query bar (in a trace: search inside)'], ['1 … 9', 'pages'], ['r', 'load again'], ['v', 'live on or off'], ['t', 'light or dark'], ['?', 'this help'],
  ['Shift F10', 'menu of what has the focus'], ['Esc', 'close, or back'],
];
const TRACE_HELP = [
  ['j k', 'next, previous row'], ['h l', 'fold, unfold'], ['e', 'next error (E: previous)'], ['Enter', 'details of the span'],
  ['w f s', 'waterfall, flame, statistics'], ['c', 'critical path only'], ['0', 'whole trace in view'],
];

class WeirApp extends LitElement {
  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    state.addEventListener('change', () => this.visit());
    addEventListener('click', event => this.link(event));
    addEventListener('keydown', event => this.key(event));
    this.watch();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.redraw());
    this.visit();
  }

  /** Loads the page's module before it is shown. */
  async visit() {
    const name = state.page in PAGES ? state.page : 'home';
    const module = name === 'services' && state.id ? 'service' : name;
    this.requestUpdate();
    this.follow();
    try {
      await import(`./pages/${module}.js`);
      this.failed = null;
    } catch (e) {
      console.error(e);
      this.failed = e;
    }
    this.requestUpdate();
    const page = PAGES[name];
    document.title = `${state.id && name !== 'home' ? `${state.id.slice(0, 24)} · ` : ''}${page.label} · Weir`;
  }

  /** Live: whatever arrives makes pages without a stream of their own ask again. */
  follow() {
    const own = (state.page === 'traces' && !state.get('by') && state.get('view') !== 'groups') || (state.page === 'logs' && !state.get('by'));
    const wanted = state.live && !own && !['home', 'try', ...BARE].includes(state.page);
    if (wanted && !this.stop) {
      let last = 0;
      this.stop = listen('stats/live', {}, {
        stats: () => {
          if (performance.now() - last < 1900 || document.hidden) return;
          last = performance.now();
          dispatchEvent(new Event('weir-refresh'));
        },
      });
    } else if (!wanted && this.stop) {
      this.stop();
      this.stop = null;
    }
  }

  /** A store that takes nothing is told of on every page. */
  async watch() {
    try { this.problem = document.hidden ? this.problem : (await ask('stats')).problem; } catch { /* the page says so itself */ }
    this.requestUpdate();
    setTimeout(() => this.watch(), 15000);
  }

  /** Links of this application do not load the document anew. */
  link(event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const a = event.composedPath().find(e => e instanceof HTMLAnchorElement);
    if (!a || a.origin !== location.origin || a.target || a.hasAttribute('download') || a.pathname.startsWith('/api/')) return;
    event.preventDefault();
    state.go(a.href);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key === 'Escape') {
      if (closeMenu()) return;
      if (this.help) { this.help = false; this.requestUpdate(); return; }
      if (typing) event.target.blur();
      return;
    }
    if (typing) return;
    if (event.key === '/' && state.page !== 'trace') this.querySelector('weir-query-bar input')?.focus();
    else if (event.key === '?') { this.help = !this.help; this.requestUpdate(); }
    else if (event.key === 'r') dispatchEvent(new Event('weir-refresh'));
    else if (event.key === 'v') this.toggleLive();
    else if (event.key === 't') this.theme();
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) return;
    else {
      const page = Object.values(PAGES).find(p => p.key === event.key);
      if (!page) return;
      state.go(state.href(page.path));
    }
    event.preventDefault();
  }

  toggleLive() { state.set({ live: state.live ? null : 1, ...(state.live ? {} : { to: null, from: /^now/.test(state.from) ? state.get('from') : null }) }); }

  theme() {
    const theme = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    try { localStorage.setItem('weir.theme', theme); } catch { /* holds for this page only */ }
    this.redraw();
  }

  /** Canvases take their colours from the style sheet. */
  redraw() { dispatchEvent(new Event('weir-theme')); this.requestUpdate(); }

  render() {
    const name = state.page in PAGES ? state.page : 'home';
    const page = PAGES[name], rail = page.rail ?? name;
    const bare = BARE.includes(name);
    return html`
      <a class="skip" href="#main" @click=${e => { e.preventDefault(); this.querySelector('main').focus(); }}>Skip to the page</a>
      <nav class="rail" aria-label="Pages">
        <a class="mark" href=${state.href('/')} aria-label="Weir, home">${icon('weir')}</a>
        ${Object.entries(PAGES).filter(([, p]) => p.path).map(([id, p]) => html`
          <a href=${state.href(p.path)} aria-current=${id === rail ? 'page' : nothing} title="${p.label} (${p.key})">${icon(id)}<span>${p.label}</span></a>`)}
        <span class="grow"></span>
        <button class="rail-button" @click=${() => this.theme()} title="Light or dark (t)" aria-label="Light or dark">${icon(isDark() ? 'sun' : 'moon')}</button>
        <button class="rail-button" @click=${() => { this.help = true; this.requestUpdate(); }} title="Keys (?)" aria-label="Keys">${icon('help')}</button>
      </nav>
      <div class="column">
        <header class="topbar ${bare ? 'bare' : ''}">
          <weir-query-bar .signal=${bare ? 'none' : page.signal ?? 'traces'}></weir-query-bar>
          <weir-time-range></weir-time-range>
          <button class="live ${state.live ? 'on' : ''}" aria-pressed=${state.live} @click=${() => this.toggleLive()} title="Follow what arrives (v)"><i></i>Live</button>
        </header>
        ${this.problem && name !== 'data' ? html`<p class="problem" role="alert">▲ The store does not take everything: ${this.problem} <a href="/data">Data</a></p>` : nothing}
        <main id="main" tabindex="-1">${this.failed ? html`<div class="error-box" role="alert"><b>The page could not be loaded</b><p>${this.failed.message}</p><button @click=${() => location.reload()}>Load again</button></div>` : page.tag()}</main>
      </div>
      ${this.help ? this.helpBox(name) : nothing}`;
  }

  helpBox(name) {
    const rows = list => list.map(([keys, what]) => html`<tr><td>${keys.split(' ').map(k => html`<kbd>${k}</kbd> `)}</td><td>${what}</td></tr>`);
    return html`<div class="veil" @click=${e => { if (e.target === e.currentTarget) { this.help = false; this.requestUpdate(); } }}>
      <section class="dialog" role="dialog" aria-label="Keys"><h2>Keys</h2><table class="plain">${rows(HELP)}</table>
      <h3>In a trace</h3><table class="plain">${rows(TRACE_HELP)}</table>
      <p class="dim">Any value opens a menu by click or right click; Shift with the right button opens the browser's own.</p>
      <p><a href="/api/v1/openapi.yaml" target="_blank">HTTP API</a></p>
      <button @click=${() => { this.help = false; this.requestUpdate(); }}>Close</button></section></div>`;
  }
}
customElements.define('weir-app', WeirApp);
