// Chooses an attribute from the catalogue.
import { html } from 'lit';
import { state } from '../lib/state.js';
import { ask } from '../lib/api.js';

let number = 0;
const known = new Map();

/**
 * @param {string} label @param {string} chosen @param {(field: string) => void} choose @param {string} [signal]
 */
export function fieldPicker(label, chosen, choose, signal = 'traces') {
  const id = known.get(label + signal) ?? `fields-${number++}`;
  known.set(label + signal, id);
  return html`<label class="field-picker">${label} <input list=${id} placeholder="attribute" .value=${chosen} @focus=${e => fill(e.target, signal)}
    @change=${e => choose(e.target.value.trim())} @keydown=${e => { if (e.key === 'Enter') e.target.blur(); }}><datalist id=${id}></datalist></label>`;
}

/** Fields that are no attributes. */
const INTRINSICS = { traces: ['name', 'kind', 'status', 'statusMessage', 'rootName', 'rootServiceName'], logs: ['severity', 'event_name'], metrics: [] };

async function fill(input, signal) {
  const list = input.nextElementSibling;
  try {
    const answer = await ask('attributes', { signal, from: state.from, to: state.to, limit: 200 });
    list.replaceChildren(...[...INTRINSICS[signal], ...answer.attributes.map(a => a.field)].map(field => Object.assign(document.createElement('option'), { value: field })));
  } catch { /* one may still type */ }
}
