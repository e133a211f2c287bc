// Values over time: colour by count, errors as a second layer; a rectangle can be dragged.
import { LitElement, html, nothing } from 'lit';
import { state } from '../lib/state.js';
import { isDark, token } from '../lib/color.js';
import { count, dateTime, duration, millis } from '../lib/format.js';

/** Distances of marks on the time axis, in milliseconds. */
const TIME_STEPS = [1, 2, 5, 10, 15, 30].map(s => s * 1e3).concat([1, 2, 5, 10, 15, 30].map(m => m * 6e4), [1, 2, 3, 6, 12, 24].map(h => h * 36e5));
const LEFT = 64, BOTTOM = 18;

class Heatmap extends LitElement {
  static properties = { heat: { attribute: false }, format: { attribute: false }, selection: { attribute: false }, selectable: { type: Boolean }, exemplars: { attribute: false }, rows: { type: Number } };

  constructor() { super(); this.format = duration; this.tip = null; }
  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    this.resize = new ResizeObserver(() => this.draw());
    this.resize.observe(this);
    addEventListener('weir-theme', this.onTheme = () => this.draw());
  }

  disconnectedCallback() { super.disconnectedCallback(); this.resize.disconnect(); removeEventListener('weir-theme', this.onTheme); }

  render() {
    return html`<canvas role="img" aria-label="heatmap; drag to select" @pointerdown=${this.drag} @pointermove=${this.hover} @pointerleave=${() => { this.tip = null; this.requestUpdate(); }} @click=${this.click}></canvas>
      ${this.tip ? html`<div class="heat-tip" style="left:${Math.min(this.tip.x + 12, this.clientWidth - 170)}px;top:${this.tip.y + 12}px">${this.tip.text}</div>` : nothing}`;
  }

  updated() { this.draw(); this.dataset.drawn = '1'; }

  /** Only rows with something, and one beside them. */
  extent() {
    const { counts, bounds } = this.heat;
    let low = bounds.length, high = 0;
    for (const column of counts) for (let r = 0; r < column.length; r++) if (column[r]) { low = Math.min(low, r); high = Math.max(high, r); }
    return low > high ? [0, bounds.length] : [Math.max(0, low - 1), Math.min(bounds.length, high + 1)];
  }

  draw() {
    const canvas = this.querySelector('canvas'), width = this.clientWidth;
    if (!canvas || !this.heat?.counts || !width) return;
    const height = this.height = innerWidth < 700 ? 220 : 280, ratio = devicePixelRatio || 1;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.style.height = `${height}px`;
    const g = canvas.getContext('2d');
    g.scale(ratio, ratio);
    const { counts, errors, columns, bounds } = this.heat, [low, high] = this.low = this.extent(), rows = high - low + 1;
    const w = (width - LEFT) / Math.max(1, columns), h = (height - BOTTOM) / rows, most = Math.log1p(Math.max(1, ...counts.flat()));
    const dark = isDark(), bad = token('--error');
    for (let c = 0; c < counts.length; c++) {
      for (let r = low; r <= high; r++) {
        const n = counts[c][r];
        if (!n) continue;
        const t = Math.log1p(n) / most, x = LEFT + c * w, y = height - BOTTOM - (r - low + 1) * h;
        g.fillStyle = dark ? `hsl(212 ${50 + 40 * t}% ${18 + 55 * t}%)` : `hsl(212 ${60 + 30 * t}% ${90 - 58 * t}%)`;
        g.fillRect(x, y, Math.max(1, w - 0.5), Math.max(1, h - 0.5));
        const e = errors?.[c]?.[r];
        if (!e) continue;
        g.fillStyle = bad;
        g.globalAlpha = 0.35 + 0.65 * Math.min(1, e / n);
        g.fillRect(x, y + h * (1 - Math.max(0.25, Math.min(1, e / n))), Math.max(1, w * 0.5), h * Math.max(0.25, Math.min(1, e / n)));
        g.globalAlpha = 1;
      }
    }
    this.axes(g, width, height, low, high, h, bounds);
    for (const e of this.exemplars ?? []) {
      const x = this.xOf(millis(e.time)), y = this.yOf(e.value);
      if (x < LEFT || x > width) continue;
      g.fillStyle = token('--text');
      g.beginPath();
      g.arc(x, y, 3.5, 0, 7);
      g.fill();
    }
    if (this.selection) {
      const x1 = this.xOf(this.selection.from), x2 = this.xOf(this.selection.to), y1 = this.yOf(this.selection.high), y2 = this.yOf(this.selection.low);
      g.strokeStyle = token('--a');
      g.lineWidth = 2;
      g.strokeRect(x1, y1, x2 - x1, y2 - y1);
    }
  }

  axes(g, width, height, low, high, h, bounds) {
    g.fillStyle = token('--dim');
    g.font = '11px system-ui, sans-serif';
    g.textAlign = 'right';
    g.textBaseline = 'middle';
    const every = Math.max(1, Math.ceil(22 / h));
    for (let r = low; r < high; r += every) if (bounds[r] !== undefined && height - BOTTOM - (r - low + 1) * h > 5) g.fillText(this.format(bounds[r]), LEFT - 6, height - BOTTOM - (r - low + 1) * h);
    const from = millis(this.heat.start), whole = this.heat.step / 1e6 * this.heat.columns, rough = whole / Math.max(1, (width - LEFT) / 110);
    const step = TIME_STEPS.find(s => s >= rough) ?? Math.ceil(rough / 864e5) * 864e5, zone = new Date(from).getTimezoneOffset() * 6e4;
    g.textBaseline = 'alphabetic';
    g.textAlign = 'center';
    for (let t = Math.ceil((from - zone) / step) * step + zone; t < from + whole; t += step) {
      const x = LEFT + (width - LEFT) * (t - from) / whole, text = step >= 864e5 || whole > 864e5 ? dateTime(t).slice(5, 16) : dateTime(t).slice(11, step < 6e4 ? 19 : 16);
      if (x > width - 24) break;
      g.fillText(text, x, height - 4);
      g.fillRect(x, height - BOTTOM, 1, 3);
    }
  }

  xOf(ms) { return LEFT + (ms - millis(this.heat.start)) / (this.heat.step / 1e6 * this.heat.columns) * (this.clientWidth - LEFT); }

  timeOf(x) { return millis(this.heat.start) + Math.max(0, Math.min(1, (x - LEFT) / (this.clientWidth - LEFT))) * this.heat.step / 1e6 * this.heat.columns; }

  rowOf(y) {
    const [low, high] = this.low;
    return Math.max(low, Math.min(high, low + Math.floor((this.height - BOTTOM - y) / (this.height - BOTTOM) * (high - low + 1))));
  }

  yOf(value) {
    const [low, high] = this.low, { bounds } = this.heat;
    let r = 0;
    while (r < bounds.length && bounds[r] < value) r++;
    const lower = r > 0 ? bounds[r - 1] : 0, share = r < bounds.length && bounds[r] > lower ? (value - lower) / (bounds[r] - lower) : 0;
    return Math.max(0, Math.min(this.height - BOTTOM, this.height - BOTTOM - (r + Math.max(0, Math.min(1, share)) - low) / (high - low + 1) * (this.height - BOTTOM)));
  }

  hover(event) {
    if (event.buttons || !this.heat) return;
    const box = this.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
    const c = Math.floor((x - LEFT) / (this.clientWidth - LEFT) * this.heat.columns), r = this.rowOf(y), n = this.heat.counts[c]?.[r];
    if (x < LEFT || n === undefined && !this.heat.counts[c]) this.tip = null;
    else {
      const { bounds, errors } = this.heat, e = errors?.[c]?.[r];
      this.tip = { x, y, text: `${dateTime(this.timeOf(x))}\n${r > 0 ? this.format(bounds[r - 1]) : '0'} – ${bounds[r] === undefined ? 'more' : this.format(bounds[r])}\n${count(n ?? 0)}${e ? `, ${count(e)} errors` : ''}` };
    }
    this.requestUpdate();
  }

  click(event) {
    const box = this.getBoundingClientRect();
    const near = (this.exemplars ?? []).find(e => Math.hypot(this.xOf(millis(e.time)) - event.clientX + box.left, this.yOf(e.value) - event.clientY + box.top) < 8);
    if (near?.traceId) state.go(state.href(`/trace/${near.traceId}`, { span: near.spanId }));
  }

  drag(down) {
    if (down.button) return;
    const canvas = down.currentTarget, box = this.getBoundingClientRect();
    const at = e => [Math.max(LEFT, Math.min(this.clientWidth, e.clientX - box.left)), Math.max(0, Math.min(this.height - BOTTOM, e.clientY - box.top))];
    const [x0, y0] = at(down), old = this.selection;
    canvas.setPointerCapture(down.pointerId);
    const bounds = this.heat.bounds;
    const area = e => {
      const [x, y] = at(e), top = this.rowOf(Math.min(y, y0)), bottom = this.rowOf(Math.max(y, y0) - 0.01);
      return { from: Math.round(this.timeOf(Math.min(x, x0))), to: Math.round(this.timeOf(Math.max(x, x0))), low: bottom > 0 ? bounds[bottom - 1] : 0, high: bounds[top] ?? Infinity };
    };
    const move = e => { this.tip = null; this.selection = area(e); this.draw(); };
    const up = e => {
      canvas.removeEventListener('pointermove', move);
      canvas.removeEventListener('pointerup', up);
      const [x, y] = at(e);
      if (Math.abs(x - x0) < 5 && Math.abs(y - y0) < 5) { this.selection = old; this.draw(); return; }
      const chosen = area(e);
      if (this.selectable) this.dispatchEvent(new CustomEvent('select-area', { detail: chosen }));
      else { this.selection = old; state.set({ from: chosen.from, to: chosen.to, live: null }); }
    };
    canvas.addEventListener('pointermove', move);
    canvas.addEventListener('pointerup', up);
  }
}
customElements.define('weir-heatmap', Heatmap);
