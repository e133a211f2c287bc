// The time range that all pages share.
import { LitElement, html, nothing } from 'lit';
import { state, moment } from '../lib/state.js';
import { dateTime } from '../lib/format.js';

const RANGES = [['now-5m', 'Last 5 min'], ['now-15m', 'Last 15 min'], ['now-1h', 'Last 1 h'], ['now-3h', 'Last 3 h'], ['now-12h', 'Last 12 h'], ['now-24h', 'Last 24 h'], ['now-2d', 'Last 2 d'], ['now-7d', 'Last 7 d'], ['now-30d', 'Last 30 d']];

class TimeRange extends LitElement {
  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    state.addEventListener('change', this.onState = () => { this.open = false; this.requestUpdate(); });
    addEventListener('pointerdown', this.onDown = event => { if (this.open && !this.contains(event.target)) { this.open = false; this.requestUpdate(); } });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    state.removeEventListener('change', this.onState);
    removeEventListener('pointerdown', this.onDown);
  }

  label() {
    if (state.to === 'now') return RANGES.find(([from]) => from === state.from)?.[1] ?? `Since ${/^now/.test(state.from) ? state.from : dateTime(moment(state.from))}`;
    const from = dateTime(moment(state.from)), to = dateTime(moment(state.to));
    return `${from} – ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to}`;
  }

  /** Makes the range wider or narrower around its middle, or moves it. */
  change(grow, shift) {
    const { from, to } = state.range(), size = to - from;
    const middle = (from + to) / 2 + shift * size;
    state.set({ from: Math.round(middle - size * grow / 2), to: Math.round(Math.min(middle + size * grow / 2, Date.now())), live: null });
  }

  render() {
    const { from, to } = state.range();
    return html`<button class="range" aria-haspopup="true" aria-expanded=${Boolean(this.open)} title="${dateTime(from)} – ${dateTime(to)}, ${Intl.DateTimeFormat().resolvedOptions().timeZone}"
        @click=${() => { this.open = !this.open; this.requestUpdate(); }}>${this.label()}<span class="caret-down"></span></button>
      ${this.open ? html`<div class="popover right range-box" @keydown=${e => { if (e.key === 'Escape') { this.open = false; this.requestUpdate(); } }}>
        <div class="range-steps"><button title="Earlier" @click=${() => this.change(1, -0.5)}>‹ Earlier</button><button @click=${() => this.change(2, 0)}>Wider</button><button @click=${() => this.change(0.5, 0)}>Narrower</button><button @click=${() => this.change(1, 0.5)}>Later ›</button></div>
        <ul class="values">${RANGES.map(([value, label]) => html`<li><button aria-pressed=${value === state.from && state.to === 'now'} @click=${() => state.set({ from: value, to: null })}>${label}</button></li>`)}</ul>
        <form @submit=${e => { e.preventDefault(); const f = e.target; state.set({ from: Date.parse(f.from.value) || null, to: Date.parse(f.to.value) || null, live: null }); }}>
          <label>From <input name="from" type="datetime-local" step="1" .value=${dateTime(from).replace(' ', 'T')}></label>
          <label>To <input name="to" type="datetime-local" step="1" .value=${dateTime(to).replace(' ', 'T')}></label>
          <button>Set the range</button></form></div>` : nothing}`;
  }
}
customElements.define('weir-time-range', TimeRange);
