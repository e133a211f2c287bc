// Line icons on a grid of 20.
import { html, svg } from 'lit';

const PATHS = {
  weir: 'M3 5l3.2 9L10 7l3.8 7L17 5',
  home: 'M3 9l7-6 7 6M5 8v9h10V8M8.5 17v-5h3v5',
  traces: 'M3 4.5h10M6 8.5h11M6 12.5h6M9 16.5h6',
  logs: 'M4 4h12M4 8h12M4 12h8M4 16h10',
  metrics: 'M3 16l4-6 4 3 6-9M3 3v14h14',
  services: 'M10 5.5v3M8.6 10.5l-3 3M11.4 10.5l3 3M8.5 4a1.5 1.5 0 103 0 1.5 1.5 0 10-3 0M8 9.5a2 2 0 104 0 2 2 0 10-4 0M3 15a1.8 1.8 0 103.6 0 1.8 1.8 0 10-3.6 0M13.4 15a1.8 1.8 0 103.6 0 1.8 1.8 0 10-3.6 0',
  explore: 'M3 3h5v5H3zM12 3h5v5h-5zM3 12h5v5H3zM12 12h5v5h-5z',
  pipelines: 'M2 10h4M14 10h4M6 6h8v8H6z',
  data: 'M4 5c0-1.4 2.7-2.5 6-2.5s6 1.1 6 2.5-2.7 2.5-6 2.5S4 6.4 4 5M4 5v10c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5V5M4 10c0 1.4 2.7 2.5 6 2.5s6-1.1 6-2.5',
  volume: 'M3 17V9M8 17V4M13 17v-6M17.5 17V7',
  sun: 'M10 6.5a3.5 3.5 0 100 7 3.5 3.5 0 100-7M10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6L16 16M4 16l1.4-1.4M14.6 5.4L16 4',
  moon: 'M16 12A7 7 0 018 4a7 7 0 108 8z',
  help: 'M7.5 7.5a2.5 2.5 0 113.6 2.2c-.7.4-1.1.9-1.1 1.8M10 14.5v.1M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 100-15',
  close: 'M5 5l10 10M15 5L5 15',
};

/** @param {string} name */
export const icon = name => html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${svg`<path d=${PATHS[name] ?? ''}></path>`}</svg>`;
