// A graph in layers from left to right on a canvas, to be moved and zoomed.
import { LitElement, html } from 'lit';
import { serviceColor, token } from '../lib/color.js';
import { duration, percent, rate } from '../lib/format.js';
import { layout } from '../lib/layout.js';

const WIDTH = 168, HEIGHT = 44;
const SIGNS = { database: '▤ ', messaging: '✉ ', external: '↗ ', client: '◯ ', receiver: '→ ', exporter: '⇥ ', connector: '⇄ ' };

class Graph extends LitElement {
  static properties = { nodes: { attribute: false }, edges: { attribute: false }, chosen: {}, chosenEdge: {}, describe: { attribute: false }, label: { attribute: false } };

  constructor() {
    super();
    this.view = null;
    this.chosen = '';
    /** The second line of a node. */
    this.describe = node => `${rate(node.rate)} · ${percent(node.errorRate)} · ${duration(node.p95)}`;
    /** What stands on an edge. */
    this.label = edge => rate(edge.rate);
  }

  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    this.resize = new ResizeObserver(() => { if (!this.moved) this.view = null; this.draw(); });
    this.resize.observe(this);
    addEventListener('weir-theme', this.onTheme = () => this.draw());
  }

  disconnectedCallback() { super.disconnectedCallback(); this.resize.disconnect(); removeEventListener('weir-theme', this.onTheme); }

  render() {
    return html`<div class="graph"><canvas role="img" aria-label="graph" tabindex="0" @wheel=${this.wheel} @pointerdown=${this.down} @pointermove=${this.hover} @contextmenu=${this.menu}></canvas>
      <div class="zoomers"><button aria-label="Larger" @click=${() => this.scale(1.3)}>+</button><button aria-label="Smaller" @click=${() => this.scale(1 / 1.3)}>−</button><button @click=${() => { this.view = null; this.moved = false; this.draw(); }}>Fit</button></div></div>`;
  }

  updated(changes) {
    if (changes.has('nodes') || changes.has('edges')) {
      // Places are kept while nodes and edges are the same, so that live numbers do not move the picture.
      const shape = JSON.stringify([this.nodes.map(n => n.id).sort(), this.edges.map(e => [e.from, e.to]).sort()]);
      if (shape !== this.shape) {
        this.shape = shape;
        this.places = layout(this.nodes.map(n => n.id), this.edges.map(e => [e.from, e.to]), WIDTH, HEIGHT);
        this.view = null;
      }
    }
    this.draw();
    this.dataset.drawn = String(this.nodes.length);
  }

  /** Shows all of it, but not larger than life; on a phone its begin, so that it can be read. */
  fit(width, height) {
    const { right, bottom } = this.places, all = Math.min(1, width / (right + 48), height / (bottom + 40));
    const zoom = width < 500 ? Math.max(all, 0.72) : all;
    return { zoom, x: Math.max(8, (width - right * zoom) / 2), y: Math.max(12, (height - bottom * zoom) / 2) };
  }

  draw() {
    const canvas = this.querySelector('canvas'), box = this.querySelector('.graph');
    if (!canvas || !this.places || !box.clientWidth) return;
    const ratio = devicePixelRatio || 1, width = box.clientWidth, height = box.clientHeight;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    this.view ??= this.fit(width, height);
    const g = canvas.getContext('2d'), { zoom, x, y } = this.view;
    g.scale(ratio, ratio);
    g.translate(x, y);
    g.scale(zoom, zoom);
    const colors = { text: token('--text'), dim: token('--dim'), line: token('--line'), panel: token('--panel'), bg: token('--bg'), error: token('--error'), accent: token('--accent') };
    const seen = { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
    const most = Math.max(...this.edges.map(e => e.rate ?? 0), 1e-9);
    const near = new Set(this.chosen ? this.edges.filter(e => e.from === this.chosen || e.to === this.chosen).flatMap(e => [e.from, e.to]) : []);
    for (const edge of this.edges) this.drawEdge(g, edge, colors, most, zoom, near, seen);
    for (const node of this.nodes) this.drawNode(g, node, colors, zoom, near, seen);
  }

  drawEdge(g, edge, colors, most, zoom, near, seen) {
    const a = this.places.at.get(edge.from), b = this.places.at.get(edge.to);
    if (!a || !b) return;
    const x1 = a.x + WIDTH, y1 = a.y + HEIGHT / 2, x2 = b.x, y2 = b.y + HEIGHT / 2;
    if (Math.max(x1, x2) < seen.left || Math.min(x1, x2) > seen.right || Math.max(y1, y2) < seen.top - 200 || Math.min(y1, y2) > seen.bottom + 200) return;
    const on = edge.from === this.chosen || edge.to === this.chosen || (edge.id && edge.id === this.chosenEdge);
    g.globalAlpha = near.size && !on ? 0.25 : 1;
    g.strokeStyle = edge.errorRate > 0.01 || edge.bad ? colors.error : on ? colors.accent : colors.dim;
    g.lineWidth = (0.75 + 2.5 * Math.sqrt((edge.rate ?? 0) / most)) * (on ? 1.4 : 1);
    g.setLineDash(edge.kind === 'message' ? [6, 4] : []);
    g.beginPath();
    g.moveTo(x1, y1);
    const bend = x2 > x1 ? Math.max(24, (x2 - x1) / 2) : 70;
    if (x2 > x1) g.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2);
    else g.bezierCurveTo(x1 + bend, y1 + HEIGHT, x2 - bend, y2 + HEIGHT, x2, y2);
    g.stroke();
    g.setLineDash([]);
    g.beginPath();
    g.moveTo(x2, y2);
    g.lineTo(x2 - 7, y2 - 3.5);
    g.lineTo(x2 - 7, y2 + 3.5);
    g.fillStyle = g.strokeStyle;
    g.fill();
    if (zoom > 0.55) {
      const text = this.label(edge);
      g.font = '10px system-ui, sans-serif';
      const w = g.measureText(text).width, [mx, my] = curve(x1, y1, x2, y2, x2 > x1 ? 0.72 : 0.5);
      g.fillStyle = colors.bg;
      g.fillRect(mx - w / 2 - 2, my - 7, w + 4, 13);
      g.fillStyle = edge.errorRate > 0.01 || edge.bad ? colors.error : colors.dim;
      g.textAlign = 'center';
      g.textBaseline = 'middle';
      g.fillText(text, mx, my);
    }
    g.globalAlpha = 1;
  }

  drawNode(g, node, colors, zoom, near, seen) {
    const place = this.places.at.get(node.id);
    if (!place || place.x > seen.right || place.x + WIDTH < seen.left || place.y > seen.bottom || place.y + HEIGHT < seen.top) return;
    const { x, y } = place, bad = node.errorRate > 0.01 || node.bad;
    g.globalAlpha = near.size && !near.has(node.id) ? 0.4 : 1;
    g.fillStyle = colors.panel;
    g.strokeStyle = node.id === this.chosen ? colors.accent : bad ? colors.error : colors.line;
    g.lineWidth = node.id === this.chosen ? 2 : bad ? 1.5 : 1;
    g.beginPath();
    g.roundRect(x, y, WIDTH, HEIGHT, node.kind === 'database' ? 14 : node.kind === 'external' || node.kind === 'client' ? 0 : 5);
    g.fill();
    g.stroke();
    g.fillStyle = node.kind === 'service' ? serviceColor(node.name) : colors.dim;
    g.fillRect(x + 8, y + 9, 4, HEIGHT - 18);
    if (zoom > 0.25) {
      g.textAlign = 'left';
      g.textBaseline = 'middle';
      g.fillStyle = colors.text;
      g.font = '600 12px system-ui, sans-serif';
      g.fillText(fit(g, `${bad ? '▲ ' : ''}${SIGNS[node.kind] ?? ''}${node.name}`, WIDTH - 28), x + 19, y + 15);
      g.fillStyle = bad ? colors.error : colors.dim;
      g.font = '10.5px system-ui, sans-serif';
      g.fillText(fit(g, this.describe(node), WIDTH - 26), x + 19, y + 31);
    }
    g.globalAlpha = 1;
  }

  point(event) {
    const box = this.querySelector('canvas').getBoundingClientRect(), { zoom, x, y } = this.view;
    return [(event.clientX - box.left - x) / zoom, (event.clientY - box.top - y) / zoom];
  }

  at(event) {
    const [px, py] = this.point(event);
    return this.nodes.find(n => { const p = this.places.at.get(n.id); return p && px >= p.x && px <= p.x + WIDTH && py >= p.y && py <= p.y + HEIGHT; });
  }

  /** The edge whose curve passes near. */
  edgeAt(event) {
    const [px, py] = this.point(event), slack = 6 / this.view.zoom;
    return this.edges.find(edge => {
      const a = this.places.at.get(edge.from), b = this.places.at.get(edge.to);
      if (!a || !b) return false;
      for (let t = 0; t <= 1; t += 0.04) {
        const [cx, cy] = curve(a.x + WIDTH, a.y + HEIGHT / 2, b.x, b.y + HEIGHT / 2, t);
        if (Math.hypot(cx - px, cy - py) < slack + 4) return true;
      }
      return false;
    });
  }

  wheel(event) {
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    this.scale(Math.exp(-event.deltaY * 0.0012), event.clientX - box.left, event.clientY - box.top);
  }

  scale(by, cx, cy) {
    const box = this.querySelector('.graph'), { zoom, x, y } = this.view;
    cx ??= box.clientWidth / 2;
    cy ??= box.clientHeight / 2;
    const next = Math.max(0.02, Math.min(3, zoom * by)), f = next / zoom;
    this.view = { zoom: next, x: cx - (cx - x) * f, y: cy - (cy - y) * f };
    this.moved = true;
    this.draw();
  }

  down(event) {
    if (event.button) return;
    const canvas = event.currentTarget, start = { ...this.view }, x0 = event.clientX, y0 = event.clientY;
    canvas.setPointerCapture(event.pointerId);
    let far = false;
    const move = e => {
      far ||= Math.hypot(e.clientX - x0, e.clientY - y0) > 4;
      if (!far) return;
      this.moved = true;
      this.view = { ...start, x: start.x + e.clientX - x0, y: start.y + e.clientY - y0 };
      this.draw();
    };
    const up = e => {
      canvas.removeEventListener('pointermove', move);
      canvas.removeEventListener('pointerup', up);
      if (far) return;
      const node = this.at(e);
      this.dispatchEvent(new CustomEvent('pick', { detail: node }));
      if (!node) { const edge = this.edgeAt(e); if (edge) this.dispatchEvent(new CustomEvent('pick-edge', { detail: edge })); }
    };
    canvas.addEventListener('pointermove', move);
    canvas.addEventListener('pointerup', up);
  }

  hover(event) {
    if (event.buttons) return;
    const node = this.at(event), canvas = event.currentTarget;
    canvas.style.cursor = node || this.edgeAt(event) ? 'pointer' : 'grab';
    canvas.title = node ? `${node.name}\n${this.describe(node)}` : '';
  }

  menu(event) {
    const node = this.at(event);
    if (!node) return;
    event.preventDefault();
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('ask', { detail: { node, x: event.clientX, y: event.clientY } }));
  }
}

/** A point of an edge's curve, t from 0 to 1. */
function curve(x1, y1, x2, y2, t) {
  const forward = x2 > x1, bend = forward ? Math.max(24, (x2 - x1) / 2) : 70, low = forward ? 0 : HEIGHT, u = 1 - t;
  return [u ** 3 * x1 + 3 * u * u * t * (x1 + bend) + 3 * u * t * t * (x2 - bend) + t ** 3 * x2,
    u ** 3 * y1 + 3 * u * u * t * (y1 + low) + 3 * u * t * t * (y2 + low) + t ** 3 * y2];
}

/** Cuts a text to a width. */
function fit(g, text, width) {
  if (text.length > 200) text = text.slice(0, 200);
  if (g.measureText(text).width <= width) return text;
  let low = 0, high = text.length;
  while (low < high) { const mid = (low + high + 1) >> 1; if (g.measureText(text.slice(0, mid) + '…').width <= width) low = mid; else high = mid - 1; }
  return text.slice(0, low) + '…';
}

customElements.define('weir-graph', Graph);
