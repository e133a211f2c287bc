// All spans of a trace as hair lines; dragging zooms.
import { LitElement, html } from 'lit';
import { token } from '../lib/color.js';

const HEIGHT = 56;

class Minimap extends LitElement {
  static properties = { model: { attribute: false }, colors: { attribute: false }, zoom: { attribute: false }, matched: { attribute: false } };
  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    this.resize = new ResizeObserver(() => this.draw());
    this.resize.observe(this);
    addEventListener('weir-theme', this.onTheme = () => this.draw());
  }

  disconnectedCallback() { super.disconnectedCallback(); this.resize.disconnect(); removeEventListener('weir-theme', this.onTheme); }

  render() { return html`<canvas height=${HEIGHT} role="img" aria-label="overview of the trace; drag to zoom" @pointerdown=${this.drag} @dblclick=${() => this.tell(null)}></canvas>`; }

  updated(changes) {
    // The picture of all spans is kept: zooming draws only the frame over it.
    if (changes.has('model') || changes.has('colors') || changes.has('matched')) this.picture = null;
    this.draw();
  }

  tell(zoom) { this.dispatchEvent(new CustomEvent('zoom', { detail: zoom })); }

  draw() {
    const canvas = this.querySelector('canvas'), width = this.clientWidth, ratio = devicePixelRatio || 1;
    if (!canvas || !this.model || !width) return;
    const w = Math.round(width * ratio), h = Math.round(HEIGHT * ratio);
    if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; canvas.style.width = `${width}px`; canvas.style.height = `${HEIGHT}px`; this.picture = null; }
    const theme = token('--bg');
    if (!this.picture || this.theme !== theme) { this.theme = theme; this.picture = this.paint(w, h, ratio); }
    const g = canvas.getContext('2d');
    g.clearRect(0, 0, w, h);
    g.drawImage(this.picture, 0, 0);
    if (!this.zoom) return;
    const { begin, end } = this.model, x = t => (t - begin) / Math.max(1, end - begin) * w;
    g.fillStyle = token('--veil');
    g.fillRect(0, 0, x(this.zoom[0]), h);
    g.fillRect(x(this.zoom[1]), 0, w, h);
    g.fillStyle = token('--accent');
    g.fillRect(x(this.zoom[0]), 0, ratio, h);
    g.fillRect(x(this.zoom[1]) - ratio, 0, ratio, h);
  }

  paint(w, h, ratio) {
    const { order, start, duration, begin, end, services, columns, critical, size } = this.model;
    const canvas = document.createElement('canvas');
    canvas.width = w;
    canvas.height = h;
    const g = canvas.getContext('2d'), scale = w / Math.max(1, end - begin);
    const line = Math.max(1, Math.min(3 * ratio, h / Math.max(size, 1)));
    const error = token('--error'), accent = token('--text');
    for (let n = 0; n < size; n++) {
      const i = order[n], y = n / size * (h - line);
      g.globalAlpha = this.matched && !this.matched.has(i) ? 0.2 : 0.9;
      g.fillStyle = columns.status[i] === 2 ? error : this.colors.get(services[i]);
      g.fillRect((start[i] - begin) * scale, y, Math.max(ratio, duration[i] * scale), line);
      const path = critical.get(i);
      if (!path || size > 4000) continue;
      g.fillStyle = accent;
      g.globalAlpha = 0.8;
      for (const [a, b] of path) g.fillRect((a - begin) * scale, y + line - ratio / 2, Math.max(ratio, (b - a) * scale), Math.max(ratio / 2, line / 3));
    }
    return canvas;
  }

  drag(down) {
    const box = this.getBoundingClientRect(), { begin, end } = this.model;
    const at = event => begin + Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * (end - begin);
    const a = at(down);
    down.target.setPointerCapture(down.pointerId);
    const move = event => { const b = at(event); this.zoom = [Math.min(a, b), Math.max(a, b)]; };
    const up = event => {
      down.target.removeEventListener('pointermove', move);
      down.target.removeEventListener('pointerup', up);
      const b = at(event);
      this.tell(Math.abs(b - a) / Math.max(1, end - begin) < 0.005 ? null : [Math.min(a, b), Math.max(a, b)]);
    };
    down.target.addEventListener('pointermove', move);
    down.target.addEventListener('pointerup', up);
  }
}
customElements.define('weir-minimap', Minimap);
