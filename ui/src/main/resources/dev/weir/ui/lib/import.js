// Reads OTLP JSON files in pieces that one request may carry.
import { request } from './api.js';

const PIECE = 8 << 20;
const TIMES = /"(?:startTimeUnixNano|endTimeUnixNano|timeUnixNano)"\s*:\s*"?(\d{13,19})/g;

/**
 * Sends a file to the store.
 * @param {File} file OTLP JSON: one request, or one a line; may be compressed with gzip
 * @param {(done: number) => void} progress told bytes of the unpacked text
 * @param {AbortSignal} signal
 * @returns {Promise<{traces: number, logs: number, metrics: number, from: number, to: number}>} items taken, and their time in milliseconds
 */
export async function importFile(file, progress, signal) {
  const sum = { traces: 0, logs: 0, metrics: 0, from: Infinity, to: -Infinity };
  let done = 0;
  for await (const piece of pieces(file)) {
    signal.throwIfAborted();
    const response = await request('import', {}, { method: 'POST', body: piece, signal, headers: { 'Content-Type': 'application/json', 'X-Weir': '1' } });
    const taken = await response.json();
    for (const name of ['traces', 'logs', 'metrics']) sum[name] += taken[name] ?? 0;
    for (const [, nanos] of piece.matchAll(TIMES)) {
      const time = Number(nanos.slice(0, -6));
      if (time > 0) { sum.from = Math.min(sum.from, time); sum.to = Math.max(sum.to, time); }
    }
    progress(done += piece.length);
  }
  return sum;
}

/** Whole lines while each is a request of its own; a file that is one document stays one. */
async function* pieces(file) {
  const zipped = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  let stream = file.stream();
  if (zipped[0] === 0x1f && zipped[1] === 0x8b) stream = stream.pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '', lines = null;
  while (true) {
    const { value, done } = await reader.read();
    if (done) break;
    rest += value;
    const first = rest.indexOf('\n');
    if (lines === null && first >= 0) lines = isWhole(rest.slice(0, first));
    if (!lines || rest.length < PIECE) continue;
    const end = rest.lastIndexOf('\n');
    if (end < 0) continue;
    yield rest.slice(0, end);
    rest = rest.slice(end + 1);
  }
  if (rest.trim()) yield rest;
}

function isWhole(line) {
  try { return typeof JSON.parse(line) === 'object'; } catch { return false; }
}
