// Items of OTLP JSON as lines that people read, and two of them side by side.

const LISTS = ['resourceSpans', 'resourceLogs', 'resourceMetrics', 'scopeSpans', 'scopeLogs', 'scopeMetrics', 'spans', 'logRecords', 'metrics'];
const MAX_LINES = 600;

/**
 * @param {any} otlp a request
 * @returns {{title: string, lines: string[]}} what it is of, and all it says
 */
export function itemLines(otlp) {
  const lines = [];
  let title = '', service = '';
  const write = (name, value, indent) => {
    const lead = '  '.repeat(indent);
    if (isAttributes(value)) {
      lines.push(`${lead}${name}:`);
      for (const each of value) write(each.key ?? '', plain(each.value), indent + 1);
    } else if (Array.isArray(value)) value.forEach((each, i) => write(LISTS.includes(name) ? one(name) : `${name} ${i + 1}`, each, indent));
    else if (value && typeof value === 'object') {
      if (name === 'resource') service ||= value.attributes?.find?.(a => a.key === 'service.name')?.value?.stringValue ?? '';
      if (['span', 'log record', 'metric'].includes(name)) title ||= value.name ?? text(plain(value.body)) ?? '';
      lines.push(`${lead}${name}:`);
      for (const [key, inner] of Object.entries(value)) write(key, key === 'body' || key === 'value' ? plain(inner) : inner, indent + 1);
    } else lines.push(`${lead}${name}: ${JSON.stringify(value)}`);
  };
  for (const [name, value] of Object.entries(otlp ?? {})) {
    for (const resource of value) for (const [key, inner] of Object.entries(resource)) {
      if (!LISTS.includes(key)) { write(key, inner, 0); continue; }
      for (const scope of inner) for (const [part, items] of Object.entries(scope)) write(part, items, 0);
    }
    if (!value.length) lines.push(`${name}: none`);
  }
  for (let i = 0; i < lines.length; i++) lines[i] = visible(lines[i]);
  if (lines.length > MAX_LINES) lines.splice(MAX_LINES, lines.length, `… ${lines.length - MAX_LINES} more lines`);
  return { title: [service.slice(0, 80), title.slice(0, 120)].map(visible).filter(Boolean).join(' · ') || 'item', lines };
}

/** Characters that would turn the text around. */
const visible = text => text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, c => `\\u${c.charCodeAt(0).toString(16)}`);
const one = list => ({ spans: 'span', logRecords: 'log record', metrics: 'metric' })[list] ?? list;
const text = value => value === undefined || value === null ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
const isAttributes = value => Array.isArray(value) && value.length > 0 && value.every(each => each && typeof each === 'object' && 'key' in each && Object.keys(each).every(k => k === 'key' || k === 'value'));

/** A value of OTLP JSON without its wrapper; the type is seen by the quotes. */
function plain(value) {
  if (!value || typeof value !== 'object') return value;
  for (const kind of ['stringValue', 'boolValue', 'doubleValue']) if (kind in value) return value[kind];
  if ('intValue' in value) return Number.isSafeInteger(Number(value.intValue)) ? Number(value.intValue) : value.intValue;
  if ('bytesValue' in value) return { bytes: value.bytesValue };
  if ('arrayValue' in value) return JSON.stringify((value.arrayValue.values ?? []).map(plain));
  if ('kvlistValue' in value) return value.kvlistValue.values ?? [];
  return Object.keys(value).length ? value : null;
}

/**
 * @param {string[]} before @param {string[]} after @param {number} around how many lines alike are kept beside others
 * @returns {{kind: string, before?: string, after?: string, folded?: number}[]}
 */
export function sideBySide(before, after, around) {
  const rows = [];
  let gone = [], added = [];
  const flush = () => {
    for (let i = 0; i < Math.max(gone.length, added.length); i++) rows.push({ kind: 'other', before: gone[i], after: added[i] });
    gone = [];
    added = [];
  };
  for (const [kind, line] of edits(before, after)) {
    if (kind === 'same') { flush(); rows.push({ kind, before: line, after: line }); } else (kind === 'gone' ? gone : added).push(line);
  }
  flush();
  return around === Infinity ? rows : folded(rows, around);
}

function folded(rows, around) {
  const near = rows.map(() => false);
  rows.forEach((row, i) => { if (row.kind !== 'same') for (let j = Math.max(0, i - around); j <= Math.min(rows.length - 1, i + around); j++) near[j] = true; });
  const result = [];
  for (let i = 0; i < rows.length; i++) {
    if (near[i]) { result.push(rows[i]); continue; }
    let end = i;
    while (end < rows.length && !near[end]) end++;
    if (end - i === 1) result.push(rows[i]); else result.push({ kind: 'folded', folded: end - i });
    i = end - 1;
  }
  return result;
}

/** The longest common subsequence, as steps. */
function edits(a, b) {
  const width = b.length + 1, longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) {
    longest[i * width + j] = a[i] === b[j] ? longest[(i + 1) * width + j + 1] + 1 : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
  }
  const steps = [];
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { steps.push(['same', a[i]]); i++; j++; } else if (j >= b.length || (i < a.length && longest[(i + 1) * width + j] >= longest[i * width + j + 1])) steps.push(['gone', a[i++]]);
    else steps.push(['new', b[j++]]);
  }
  return steps;
}
