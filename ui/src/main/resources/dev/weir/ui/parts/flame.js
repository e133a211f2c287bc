// Spans over time, each below its parent; drawn on a canvas.
import { LitElement, html } from 'lit';
import { lanes } from '../lib/trace-model.js';
import { token } from '../lib/color.js';
import { duration } from '../lib/format.js';

const LANE = 18;
/** A canvas higher than this is refused by browsers. */
const MOST = 16000;

class Flame extends LitElement {
  static properties = { model: { attribute: false }, colors: { attribute: false }, zoom: { attribute: false }, selected: { type: Number }, matched: { attribute: false } };
  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    this.resize = new ResizeObserver(() => this.draw());
    this.resize.observe(this);
  }

  disconnectedCallback() { super.disconnectedCallback(); this.resize.disconnect(); }

  render() {
    return html`<div class="flame"><canvas role="img" aria-label="flame view" @click=${e => { const i = this.at(e); if (i >= 0) this.dispatchEvent(new CustomEvent('pick', { detail: i })); }}
      @dblclick=${e => { const i = this.at(e); const m = this.model; this.dispatchEvent(new CustomEvent('zoom', { detail: i >= 0 ? [m.start[i], m.start[i] + Math.max(1, m.duration[i])] : null })); }}
      @pointermove=${e => this.hover(e)}></canvas></div>`;
  }

  updated(changes) {
    if (changes.has('model')) this.lane = lanes(this.model);
    this.draw();
  }

  window() { return this.zoom ?? [this.model.begin, Math.max(this.model.end, this.model.begin + 1)]; }

  draw() {
    const canvas = this.querySelector('canvas'), width = this.clientWidth, ratio = devicePixelRatio || 1;
    if (!canvas || !this.model || !width) return;
    let deepest = 0;
    for (let i = 0; i < this.model.size; i++) deepest = Math.max(deepest, this.lane[i]);
    const height = Math.min(MOST, (deepest + 1) * LANE + 4);
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const g = canvas.getContext('2d'), [from, to] = this.window(), scale = width / (to - from);
    g.scale(ratio, ratio);
    g.font = '11px system-ui, sans-serif';
    g.textBaseline = 'middle';
    const text = token('--on-bar'), error = token('--error'), ink = token('--text');
    const { start, duration: length, services, names, columns } = this.model;
    const last = new Float64Array(deepest + 1).fill(-1);
    for (const i of this.model.order) {
      const x = (start[i] - from) * scale, w = Math.max(1, length[i] * scale - 0.5), y = this.lane[i] * LANE;
      if (x + w < 0 || x > width || y > height) continue;
      if (w <= 1 && last[this.lane[i]] === Math.floor(x)) continue;
      last[this.lane[i]] = Math.floor(x);
      g.globalAlpha = this.matched && !this.matched.has(i) ? 0.25 : 1;
      g.fillStyle = this.colors.get(services[i]);
      g.fillRect(x, y, w, LANE - 1);
      if (columns.status[i] === 2) { g.fillStyle = error; g.fillRect(x, y + LANE - 4, w, 3); }
      if (i === this.selected) { g.strokeStyle = ink; g.lineWidth = 2; g.strokeRect(x + 1, y + 1, Math.max(1, w - 2), LANE - 3); }
      if (w < 24) continue;
      const left = Math.max(x, 0), room = Math.min(x + w, width) - left - 6;
      const label = fit(`${names[i]}  ${duration(length[i])}`, room);
      g.fillStyle = text;
      if (label) g.fillText(label, left + 3, y + LANE / 2);
    }
  }

  at(event) {
    const box = this.querySelector('canvas').getBoundingClientRect(), [from, to] = this.window();
    const lane = Math.floor((event.clientY - box.top) / LANE), slack = (to - from) / box.width;
    const t = from + (event.clientX - box.left) / box.width * (to - from);
    let best = -1;
    for (let i = 0; i < this.model.size; i++) {
      if (this.lane[i] === lane && t >= this.model.start[i] - slack && t <= this.model.start[i] + this.model.duration[i] + slack) best = i;
    }
    return best;
  }

  hover(event) {
    const i = this.at(event), canvas = this.querySelector('canvas');
    canvas.title = i < 0 ? '' : `${this.model.services[i]}\n${this.model.names[i]}\n${duration(this.model.duration[i])}`;
    canvas.style.cursor = i < 0 ? 'default' : 'pointer';
  }
}

/** Cuts a label to a width, by the mean width of letters. */
function fit(label, width) {
  const most = Math.floor(width / 6);
  return most < 3 ? '' : label.length <= most ? label : label.slice(0, most - 1) + '…';
}

customElements.define('weir-flame', Flame);
