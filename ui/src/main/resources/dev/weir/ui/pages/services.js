// Who calls whom: a graph and the numbers of every service.
import { html, nothing } from 'lit';
import { Page } from '../lib/page.js';
import { state } from '../lib/state.js';
import { ask } from '../lib/api.js';
import { serviceColor } from '../lib/color.js';
import { count, dateTime, duration, millis, percent, rate } from '../lib/format.js';
import { openMenu, v } from '../lib/menu.js';
import { empty, notes } from '../parts/empty.js';
import '../parts/graph.js';

class Services extends Page {
  constructor() {
    super();
    this.graph = this.loader('the service graph');
  }

  load() {
    const { q, from, to } = state;
    this.graph.run([q, from, to], async signal => {
      const answer = await ask('services/graph', { q, from, to }, signal);
      if (!answer.nodes.length) answer.total = (await ask('stats', {}, signal)).signals?.traces?.items;
      return answer;
    });
  }

  render() {
    return html`<section class="page"><div class="head"><h1>Services</h1>
      <div class="tabs" role="tablist">${[['', 'Graph'], ['table', 'Table']].map(([id, label]) => html`<button role="tab" aria-selected=${state.get('view') === id} @click=${() => state.set({ view: id })}>${label}</button>`)}</div></div>
      ${this.graph.view(answer => this.page(answer))}</section>`;
  }

  page(answer) {
    if (!answer.nodes.length) return html`${notes(answer)}${empty('spans of services', answer)}`;
    const chosen = state.get('node');
    return html`<p class="summary"><b>${count(answer.nodes.filter(n => n.kind === 'service').length)}</b> services, <b>${count(answer.edges.length)}</b> connections${answer.since ? nothing : html`, from <b>${count(answer.sampled)}</b> spans`}</p>
      ${notes(answer, answer.since ? `Connections are those of the newest ${count(answer.sampled)} spans, since ${dateTime(millis(answer.since))}. The numbers of services count every span.` : 'There are more connections than are shown: these are the busiest.')}
      ${state.get('view') === 'table' ? this.table(answer.nodes) : html`<div class="beside"><weir-graph .nodes=${answer.nodes} .edges=${answer.edges} .chosen=${chosen}
          @pick=${e => state.set({ node: e.detail?.id ?? null }, { replace: true })} @ask=${e => openMenu(e.detail.x, e.detail.y, asking(e.detail.node))}></weir-graph>
        <div class="side">${chosen && answer.nodes.some(n => n.id === chosen) ? this.chosen(answer, answer.nodes.find(n => n.id === chosen)) : this.table(answer.nodes, true)}</div></div>`}`;
  }

  table(nodes, narrow = false) {
    const sort = state.get('sort', 'count'), list = [...nodes].sort((a, b) => (b[sort] ?? 0) - (a[sort] ?? 0)).slice(0, 500);
    const th = (id, label) => html`<th class="num" aria-sort=${sort === id ? 'descending' : 'none'}><button class="sort" @click=${() => state.set({ sort: id }, { replace: true })}>${label}${sort === id ? ' ↓' : ''}</button></th>`;
    return html`<table class="list keep"><thead><tr><th>Name</th>${narrow ? nothing : html`<th>Kind</th>`}${th('rate', 'Rate')}${th('errorRate', 'Errors')}${narrow ? nothing : th('p50', 'p50')}${th('p95', 'p95')}${narrow ? nothing : th('p99', 'p99')}</tr></thead>
      <tbody>${list.map(n => html`<tr><td>${name(n)}</td>${narrow ? nothing : html`<td class="dim">${n.kind}${n.system ? ` ${n.system}` : ''}</td>`}<td class="num">${rate(n.rate)}</td><td class="num ${n.errorRate > 0 ? 'error' : 'dim'}">${percent(n.errorRate)}</td>${narrow ? nothing : html`<td class="num">${duration(n.p50)}</td>`}<td class="num">${duration(n.p95)}</td>${narrow ? nothing : html`<td class="num">${duration(n.p99)}</td>`}</tr>`)}</tbody></table>
      ${nodes.length > list.length ? html`<p class="note">The first ${count(list.length)} of ${count(nodes.length)} are shown.</p>` : nothing}`;
  }

  chosen(answer, node) {
    const names = new Map(answer.nodes.map(n => [n.id, n]));
    const edges = (list, which, title) => list.length ? html`<h3>${title}</h3><table class="list keep edge-list"><tbody>${list.map(e => html`<tr><td>${name(names.get(e[which]) ?? { name: e[which], id: e[which] })}</td><td class="num">${rate(e.rate)}</td><td class="num ${e.errorRate > 0 ? 'error' : 'dim'}">${percent(e.errorRate)}</td><td class="num">${duration(e.p95)}</td></tr>`)}</tbody></table>` : nothing;
    return html`<div class="head"><h2>${name(node)}</h2><span class="dim">${node.kind}${node.system ? ` ${node.system}` : ''}</span></div>
      <dl class="facts-list"><div><dt>Rate</dt><dd>${rate(node.rate)}</dd></div><div><dt>Errors</dt><dd class=${node.errorRate > 0 ? 'error' : ''}>${percent(node.errorRate)} <span class="dim">${count(node.errors)} of ${count(node.count)}</span></dd></div><div><dt>p50, p95, p99</dt><dd>${duration(node.p50)}, ${duration(node.p95)}, ${duration(node.p99)}</dd></div></dl>
      ${node.kind === 'service' ? html`<p class="actions"><a class="button" href=${state.href(`/services/${encodeURIComponent(node.name)}`)}>Service page</a><a class="button" href=${state.href('/traces', { q: `{ resource.service.name = ${JSON.stringify(node.name)} }` })}>Traces</a></p>` : nothing}
      ${edges(answer.edges.filter(e => e.to === node.id), 'from', 'Called by')}${edges(answer.edges.filter(e => e.from === node.id), 'to', 'Calls')}`;
  }
}

const asking = node => node.kind === 'service' ? { field: 'resource.service.name', value: node.name, more: [{ label: 'Service page', run: () => state.go(state.href(`/services/${encodeURIComponent(node.name)}`)) }] }
  : { copy: node.name, title: node.id };

const name = node => node.kind === 'service' ? html`<i class="swatch" style="background:${serviceColor(node.name)}"></i><a href=${state.href(`/services/${encodeURIComponent(node.name)}`)} .ask=${asking(node)}>${node.name}</a>`
  : html`<button class="v" .ask=${asking(node)}>${node.name}</button>`;

customElements.define('weir-services', Services);
