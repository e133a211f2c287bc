// What the pages that write rules have in common: texts of the language, and configuration to paste.
import { html } from 'lit';
import { ApiError, address } from './api.js';
import { copy } from './menu.js';

/** A text as the transformation language writes it. @param {string} text */
export const ottlText = text => '"' + text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t') + '"';

/** Configuration with a button that copies it. @param {string} yaml */
export const yamlBox = yaml => html`<div class="snippet yaml"><pre>${yaml}</pre><button type="button" @click=${() => copy(yaml)}>Copy</button></div>`;

/** @param {number} seconds in words, such as `14 min 3 s` */
export function lengthOfTime(seconds) {
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  const parts = [];
  let rest = Math.round(seconds);
  for (const [size, name] of units) {
    const whole = Math.floor(rest / size);
    if (whole && parts.length < 2) parts.push(`${whole} ${name}`);
    else if (parts.length) break;
    rest -= whole * size;
  }
  return parts.join(' ');
}

/** Where the items are from, for choosing. */
export const SOURCES = { auto: 'What passes next, else stored items', tap: 'What passes next', store: 'Stored items' };

/** The contexts of statements by signal. */
export const CONTEXTS = {
  traces: ['span', 'spanevent', 'scope', 'resource'], logs: ['log', 'scope', 'resource'], metrics: ['datapoint', 'metric', 'scope', 'resource'],
};

/** In words, where items came from. @param {any} source as the API writes it */
export function origin(source, what) {
  if (source.kind === 'store') return `${source.items} stored ${what}`;
  if (source.kind === 'sent') return `${source.items} ${what}`;
  return `${source.items} ${what} that passed ${source.edges.map(edge => edge.split('>')[0].replace(/^receiver:/, 'receiver ').replace(/@.*/, '')).join(', ')} within ${lengthOfTime(source.seconds)}`;
}

/** Asks with a body of OTLP JSON. @param {string} path @param {Record<string, any>} params @param {any} body @param {AbortSignal} [signal] */
export async function post(path, params, body, signal) {
  const href = address(path, params);
  let response;
  try {
    response = await fetch(href, { method: 'POST', signal, body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'x-weir': '1' } });
  } catch (e) {
    if (e.name === 'AbortError') throw e;
    throw new ApiError({ code: 'unreachable', message: 'Weir does not answer. Is it still running?', request: href });
  }
  if (response.ok) return response.json();
  let error;
  try { error = (await response.json()).error; } catch { /* not from the service */ }
  throw new ApiError({ code: 'http', message: `The server answered ${response.status}`, ...error, status: response.status, request: href });
}

/** Several requests of OTLP JSON as one. @param {any[]} requests of one signal */
export function requestOf(requests) {
  const whole = {};
  for (const request of requests) for (const [name, list] of Object.entries(request)) (whole[name] ??= []).push(...list);
  return whole;
}
