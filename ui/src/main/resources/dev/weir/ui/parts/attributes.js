// Attributes as a list by namespace, every value to be asked about.
import { html, nothing } from 'lit';
import { field } from '../lib/query.js';
import { text } from '../lib/format.js';
import { v } from '../lib/menu.js';

/**
 * @param {string} scope as in queries: span, resource, log ...
 * @param {[string, any][]} list @param {string} [find] only those that hold it
 */
export function attributeList(scope, list, find = '') {
  const wanted = find.toLowerCase();
  const shown = list.filter(([key, value]) => !wanted || key.toLowerCase().includes(wanted) || text(value).toLowerCase().includes(wanted));
  if (!shown.length) return html`<p class="dim">${list.length ? 'None holds the text.' : 'None.'}</p>`;
  const groups = new Map();
  for (const entry of [...shown].sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0)) {
    const space = entry[0].includes('.') ? entry[0].slice(0, entry[0].indexOf('.')) : '';
    groups.set(space, [...(groups.get(space) ?? []), entry]);
  }
  // Those that stand alone come first, without a heading.
  const order = [...groups].sort(([, a], [, b]) => Number(a.length > 1) - Number(b.length > 1));
  return html`<dl class="attributes">${order.map(([space, entries]) => html`
    ${groups.size > 1 && entries.length > 1 && space ? html`<dt class="space">${space}</dt>` : nothing}
    ${entries.map(([key, value]) => html`<div><dt><button class="v key" .ask=${{ field: field(scope, key), copy: key }}>${breakable(key)}</button></dt><dd>${v(field(scope, key), value, pretty(value))}</dd></div>`)}`)}</dl>`;
}

/** A long key is broken behind its dots. */
const breakable = key => key.split(/(?<=[._/-])/).map(part => html`${part}<wbr>`);

/** Nested values are laid out. */
function pretty(value) {
  if (!value || typeof value !== 'object' || !('json' in value)) return value === '' ? '""' : text(value);
  try { return JSON.stringify(JSON.parse(value.json), null, 1); } catch { return value.json; }
}
