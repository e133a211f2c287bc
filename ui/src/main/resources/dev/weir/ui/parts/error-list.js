// Errors grouped by type and place.
import { html, nothing } from 'lit';
import { state } from '../lib/state.js';
import { serviceColor } from '../lib/color.js';
import { count } from '../lib/format.js';
import { v } from '../lib/menu.js';

/** Newest errors grouped by type and place. */
export function errorList(errors) {
  if (!errors.length) return html`<p class="dim">None in this time range.</p>`;
  return html`${errors.map(e => html`<div class="exception"><div class="head" style="margin:0;min-height:0"><b>${e.type ? v('event.exception.type', e.type) : 'error'}</b><span class="dim">×${count(e.count)}</span><span class="grow"></span><a href=${state.href(`/trace/${e.traceId}`, { span: e.spanId })}>Newest trace</a></div>
    <div>${e.service ? html`<i class="swatch" style="background:${serviceColor(e.service)}"></i>${v('resource.service.name', e.service)} ` : nothing}${v('name', e.name)}</div>
    <div>${e.message}</div>${e.place ? html`<code class="dim">${e.place}</code>` : nothing}</div>`)}`;
}

