// Charts over time, drawn by ECharts on a canvas. Its texts are drawn too, never parsed as HTML.
import { LitElement, html } from 'lit';
import { state } from '../lib/state.js';
import { token } from '../lib/color.js';
import { clock, dateTime } from '../lib/format.js';

let library;

/** Loads ECharts when the first chart is drawn. */
export function echarts() {
  return library ??= import('/vendor/echarts/dist/echarts.common.min.js').then(() => globalThis.echarts);
}

/**
 * @typedef {object} Line
 * @property {string} name
 * @property {[number, number|null][]} points time in milliseconds, value
 * @property {string} color
 * @property {boolean} [bars] @property {boolean} [dots] @property {string} [stack] @property {boolean} [area]
 * @property {any[]} [items] one for each point, given to `pick`
 */

/** Draws `lines`; dragging sets the time range; `pick(item, line, event)` is told of clicks. */
class Chart extends LitElement {
  static properties = { lines: { attribute: false }, format: { attribute: false }, pick: { attribute: false }, log: { type: Boolean }, legend: { type: Boolean }, min: {}, max: {}, label: {} };

  constructor() { super(); this.format = String; }
  createRenderRoot() { return this; }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('weir-theme', this.onTheme = () => this.draw());
    this.resize = new ResizeObserver(() => this.chart?.resize());
    this.resize.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('weir-theme', this.onTheme);
    this.resize.disconnect();
    this.chart?.dispose();
    this.chart = null;
  }

  render() { return html`<div class="chart-area" role="img" aria-label=${this.label ?? 'chart'}></div>`; }

  async updated() { await this.draw(); }

  async draw() {
    const lib = await echarts();
    if (!this.isConnected) return;
    const area = this.querySelector('.chart-area');
    if (!this.chart) {
      this.chart = lib.init(area, null, { renderer: 'canvas' });
      this.chart.on('click', event => this.pick?.(this.lines[event.seriesIndex]?.items?.[event.dataIndex] ?? event.data, this.lines[event.seriesIndex], event.event?.event));
      this.dragging(area);
    }
    this.chart.setOption(this.option(), { notMerge: true });
    this.dataset.drawn = String((this.lines ?? []).length);
  }

  option() {
    const text = token('--dim'), line = token('--line'), range = state.range();
    const lines = this.lines ?? [];
    return {
      animation: false,
      textStyle: { fontFamily: 'system-ui, sans-serif', fontSize: 11, color: text },
      grid: { left: 8, right: 12, top: this.legend ? 30 : 10, bottom: 6, containLabel: true },
      legend: this.legend ? { type: 'scroll', top: 0, left: 0, itemWidth: 12, itemHeight: 8, icon: 'rect', textStyle: { color: token('--text'), fontSize: 11 }, pageIconColor: text, pageTextStyle: { color: text } } : undefined,
      tooltip: {
        trigger: lines.some(l => l.dots) && lines.length === lines.filter(l => l.dots).length ? 'item' : 'axis', renderMode: 'richText', confine: true,
        backgroundColor: token('--panel'), borderColor: line, borderWidth: 1, padding: 8, textStyle: { color: token('--text'), fontSize: 11 },
        axisPointer: { lineStyle: { color: text } },
        formatter: params => this.tip(Array.isArray(params) ? params : [params]),
      },
      xAxis: { type: 'time', min: this.min ?? range.from, max: this.max ?? range.to, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: text, hideOverlap: true }, splitLine: { show: false } },
      yAxis: { type: this.log ? 'log' : 'value', min: this.log ? undefined : v => Math.min(0, v.min), axisLabel: { color: text, formatter: v => this.format(v) }, splitLine: { lineStyle: { color: line } }, splitNumber: 4 },
      series: lines.map(l => ({
        name: l.name, type: l.bars ? 'bar' : l.dots ? 'scatter' : 'line', data: l.bars || l.dots ? l.points : bridged(l.points), showSymbol: l.points.length < 3, stack: l.stack, color: l.color, symbol: l.dots ? (l.symbol ?? 'circle') : l.points.length < 3 ? 'circle' : 'none', symbolSize: l.size ?? 7,
        lineStyle: { width: 1.5 }, areaStyle: l.area ? { opacity: 0.15 } : undefined, barCategoryGap: '8%', barMaxWidth: 24, emphasis: { disabled: !l.dots }, connectNulls: false,
        itemStyle: l.dots ? { opacity: 0.8 } : undefined,
      })),
    };
  }

  tip(params) {
    if (!params.length) return '';
    const rows = params.filter(p => p.value?.[1] !== null && p.value?.[1] !== undefined).slice(0, 12)
      .map(p => `${clip(p.seriesName, 40)}  ${this.format(p.value[1])}`);
    if (params.length > 12) rows.push(`… ${params.length - 12} more`);
    const at = params[0].value?.[0];
    // Braces begin a style in rich text.
    return [dateTime(at) + clock(at * 1e6).slice(8), ...rows].join('\n').replace(/[{}|]/g, c => ({ '{': '(', '}': ')', '|': '¦' })[c]);
  }

  /** Dragging on the time axis sets the time range. */
  dragging(area) {
    const mark = document.createElement('div');
    mark.className = 'drag-mark';
    area.append(mark);
    area.addEventListener('pointerdown', down => {
      if (down.button || down.pointerType === 'touch') return;
      const box = area.getBoundingClientRect(), x0 = down.clientX - box.left;
      const move = event => {
        const x = event.clientX - box.left;
        mark.style.cssText = `display:${Math.abs(x - x0) > 4 ? 'block' : 'none'};left:${Math.min(x, x0)}px;width:${Math.abs(x - x0)}px`;
      };
      const up = event => {
        removeEventListener('pointermove', move);
        removeEventListener('pointerup', up);
        mark.style.display = 'none';
        const x = event.clientX - box.left;
        if (Math.abs(x - x0) < 8 || !this.chart) return;
        const [a, b] = [x0, x].sort((p, q) => p - q).map(p => this.chart.convertFromPixel({ xAxisIndex: 0 }, p));
        if (this.select) this.select(a, b);
        else state.set({ from: Math.round(a), to: Math.round(b), live: null });
      };
      addEventListener('pointermove', move);
      addEventListener('pointerup', up);
    });
  }
}

/**
 * Without short gaps: a metric that is sent less often than the steps of the chart has no value in most of them. Gaps
 * that are much longer than usual stay.
 */
function bridged(points) {
  const known = points.filter(p => p[1] !== null), gaps = known.slice(1).map((p, i) => p[0] - known[i][0]).sort((a, b) => a - b);
  const usual = gaps[Math.floor(gaps.length / 2)] ?? 0, result = [];
  known.forEach((p, i) => {
    if (i && p[0] - known[i - 1][0] > usual * 4) result.push([(p[0] + known[i - 1][0]) / 2, null]);
    result.push(p);
  });
  return result;
}

const clip = (text, size) => text.length > size ? text.slice(0, size - 1) + '…' : text;

customElements.define('weir-chart', Chart);
