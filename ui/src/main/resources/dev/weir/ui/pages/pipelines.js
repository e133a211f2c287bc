// The running graph with live rates, losses and queues; and a tap on any connection.
import { html, nothing } from 'lit';
import { Page, errorBox } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask, listen } from '../lib/api.js';
import { count, millis, percent, rate } from '../lib/format.js';
import { copy, openMenu } from '../lib/menu.js';
import { icon } from '../parts/icons.js';
import '../parts/graph.js';

class Pipelines extends Page {
  constructor() {
    super();
    this.first = this.loader('the pipelines');
    this.batches = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.stop = listen('pipelines/live', {}, { pipelines: answer => this.take(answer), state: s => { this.lost = s === 'lost'; this.requestUpdate(); } });
  }

  disconnectedCallback() { super.disconnectedCallback(); this.stop(); this.untap(); }

  load() {
    this.first.run([], async signal => { const answer = await ask('pipelines', {}, signal); this.take(answer); return answer; });
    if (state.get('tap') !== (this.tapped ?? '')) this.tap(state.get('tap'));
  }

  /** Rates are differences of two answers. */
  take(answer) {
    const before = this.now, seconds = before ? (millis(answer.now) - millis(before.now)) / 1000 : 0;
    if (before && seconds < 0.2) return;
    const old = new Map((before?.edges ?? []).map(e => [e.id, e])), oldNodes = new Map((before?.nodes ?? []).map(n => [n.id, n]));
    for (const edge of answer.edges) {
      const e = old.get(edge.id);
      edge.rate = e && seconds > 0 ? Math.max(0, (edge.items - e.items) / seconds) : null;
      edge.refusedRate = e && seconds > 0 ? Math.max(0, (edge.refused - e.refused) / seconds) : 0;
      edge.bad = edge.refusedRate > 0;
    }
    for (const node of answer.nodes) {
      const n = oldNodes.get(node.id), full = node.queue?.capacity ? node.queue.size / node.queue.capacity : 0;
      node.rates = Object.fromEntries(Object.entries(node.counters ?? {}).map(([k, value]) => [k, n && seconds > 0 ? Math.max(0, (value - (n.counters?.[k] ?? 0)) / seconds) : null]));
      node.bad = full > 0.9 || /error|fatal/i.test(node.status ?? '') || (node.rates.refused ?? 0) > 0 || (node.rates.failed ?? 0) > 0;
    }
    this.now = answer;
    this.requestUpdate();
  }

  untap() { this.stopTap?.(); this.stopTap = null; }

  tap(edge) {
    this.untap();
    this.tapped = edge;
    this.batches = [];
    this.tapEnded = false;
    if (!edge) return;
    this.stopTap = listen('pipelines/tap', { edge, limit: 20 }, {
      batch: batch => { this.batches = [batch, ...this.batches].slice(0, 20); this.requestUpdate(); },
      end: () => { this.untap(); this.tapEnded = true; this.requestUpdate(); },
      error: e => { this.tapError = e.error ?? e; this.untap(); this.requestUpdate(); },
      state: s => { if (s === 'lost') { this.untap(); this.tapEnded = true; this.requestUpdate(); } },
    });
  }

  render() {
    return html`<section class="page"><div class="head"><h1>Pipelines</h1>${this.lost ? html`<span class="warn">The live connection is lost; trying again</span>` : nothing}</div>${this.first.view(() => this.page(this.now))}</section>`;
  }

  page(now) {
    if (!now.nodes.length) return html`<div class="empty"><h2>No pipelines run in this process</h2><p>They are shown when Weir runs as a collector.</p></div>`;
    const chosen = now.nodes.find(n => n.id === state.get('node')), edge = now.edges.find(e => e.id === state.get('tap'));
    const describe = n => n.queue?.capacity ? `queue ${percent(n.queue.size / n.queue.capacity)} · ${count(total(n.dropped))} dropped` : Object.keys(n.dropped ?? {}).length ? `${n.kind} · ${count(total(n.dropped))} dropped` : `${n.kind}${n.pipeline ?? n.signal ? ` · ${n.pipeline ?? n.signal}` : ''}`;
    return html`<div class="beside"><weir-graph .nodes=${now.nodes} .edges=${now.edges} .chosen=${chosen?.id ?? ''} .chosenEdge=${edge?.id} .describe=${describe} .label=${e => `${rate(e.rate)}${e.refusedRate ? ` (${rate(e.refusedRate)} refused)` : ''}`}
        @pick=${e => { if (e.detail) state.set({ node: e.detail.id, tap: null }, { replace: true }); }} @pick-edge=${e => state.set({ tap: e.detail.id, node: null }, { replace: true })} @ask=${e => openMenu(e.detail.x, e.detail.y, { title: e.detail.node.id, copy: e.detail.node.name })}></weir-graph>
      <div class="side">${edge ? this.tapBox(now, edge) : chosen ? this.node(now, chosen) : html`<p class="dim">Choose a component for its counters, or a connection to see the next items that pass.</p>`}
        <table class="list keep"><thead><tr><th>Connection</th><th class="num">Items</th><th class="num">Rate</th><th></th></tr></thead><tbody>${inOrder(now.edges).map(e => html`<tr><td>${name(now, e.from)} → ${name(now, e.to)} <span class="dim">${e.signal}</span></td><td class="num">${count(e.items)}</td><td class="num">${rate(e.rate)}</td><td><button @click=${() => state.set({ tap: e.id, node: null })}>Tap</button></td></tr>`)}</tbody></table></div></div>`;
  }

  node(now, n) {
    return html`<div class="head"><h2>${n.name}</h2><span class="dim">${n.kind}${n.signal ? `, ${n.signal}` : ''}${n.pipeline ? `, in ${n.pipeline}` : ''}</span></div>
      <dl class="facts-list"><div><dt>Status</dt><dd class=${/error|fatal/i.test(n.status ?? '') ? 'error' : ''}>${n.status || '–'} ${n.reason}</dd></div>
        ${Object.entries(n.counters ?? {}).map(([k, value]) => html`<div><dt>${k}</dt><dd>${count(value)} <span class="dim">${rate(n.rates?.[k])}</span></dd></div>`)}
        ${n.queue ? html`<div><dt>Queue</dt><dd><span class="queue ${n.queue.size / n.queue.capacity > 0.9 ? 'full' : ''}"><i style="width:${(n.queue.size / Math.max(1, n.queue.capacity) * 100).toFixed(1)}%"></i></span> ${count(n.queue.size)} of ${count(n.queue.capacity)}</dd></div>` : nothing}
        ${Object.entries(n.dropped ?? {}).map(([reason, items]) => html`<div><dt>Dropped: ${reason}</dt><dd class="error">${count(items)}</dd></div>`)}</dl>`;
  }

  tapBox(now, edge) {
    return html`<div class="head"><h2>Tap: ${name(now, edge.from)} → ${name(now, edge.to)}</h2><span class="grow"></span>${edge.signal === 'profiles' ? nothing : html`<a class="button quiet" href=${state.href('/try', { signal: edge.signal, edge: edge.id })}>Try a statement</a>`}<button class="quiet" aria-label="Close the tap" @click=${() => state.set({ tap: null }, { replace: true })}>${icon('close')}</button></div>
      ${this.tapError ? errorBox(this.tapError) : nothing}
      <p class="dim">${this.tapEnded ? 'Ended.' : this.batches.length ? 'Showing batches as they pass.' : 'Waiting for the next batch.'} ${this.tapEnded ? html`<button @click=${() => this.tap(edge.id)}>Tap again</button>` : nothing}</p>
      <div class="tap">${this.batches.map(b => html`<div class="head"><b>${count(b.items)} ${ITEMS[b.signal] ?? b.signal}</b><span class="dim">${count(b.shown)} shown</span><span class="grow"></span><button class="quiet" @click=${() => copy(JSON.stringify(b.otlp))}>Copy as OTLP</button></div><pre>${JSON.stringify(b.otlp, null, 1)}</pre>`)}</div>`;
  }
}

/** By signal, and as items go. */
const inOrder = edges => [...edges].sort((a, b) => a.signal < b.signal ? 1 : a.signal > b.signal ? -1 : STEPS.indexOf(a.from.split(':')[0]) - STEPS.indexOf(b.from.split(':')[0]));
const ITEMS = { traces: 'spans', logs: 'log records', metrics: 'metric points' };
const STEPS = ['receiver', 'connector', 'processor', 'exporter'];

const total = dropped => Object.values(dropped ?? {}).reduce((a, b) => a + b, 0);
const name = (now, id) => now.nodes.find(n => n.id === id)?.name ?? id;

customElements.define('weir-pipelines', Pipelines);
