// A line without axes, for tables.
import { html, svg } from 'lit';

/**
 * @param {(number|null)[]} values @param {{width?: number, height?: number, color?: string, label?: string}} [look]
 */
export function spark(values, look = {}) {
  const { width = 96, height = 20, color = 'var(--accent)', label = '' } = look;
  const max = Math.max(...values.map(v => v ?? 0), 1e-12), step = width / Math.max(1, values.length - 1);
  const y = v => height - 1 - ((v ?? 0) / max) * (height - 3);
  const points = values.map((v, i) => `${(i * step).toFixed(1)},${y(v).toFixed(1)}`).join(' ');
  return html`<svg class="spark" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img" aria-label=${label}>${values.length > 1 ? svg`
    <polygon points="0,${height} ${points} ${width},${height}" fill=${color} opacity=".14"></polygon><polyline points=${points} fill="none" stroke=${color} stroke-width="1.25"></polyline>` : ''}</svg>`;
}
