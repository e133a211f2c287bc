// Changes the text of a query without typing.

/** @param {any} value as the API writes it @returns {string} as the query language writes it */
export function literal(value) {
  if (value === null || value === undefined) return 'nil';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'object') {
    if ('int' in value) return String(value.int);
    if ('duration' in value) return value.text ?? `${value.duration}ns`;
    value = value.json ?? value.real ?? JSON.stringify(value);
  }
  return '"' + String(value).replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t') + '"';
}

const ENUMS = new Set(['status', 'kind', 'span:status', 'span:kind']);
const DURATION = /(^|[:.])(duration|traceDuration)$/;

/** @param {string} field @param {string} operator @param {any} value */
export function condition(field, operator, value) {
  if (value === null || value === undefined) return `${field} ${operator} nil`;
  if (ENUMS.has(field)) return `${field} ${operator} ${String(value)}`;
  if (DURATION.test(field) && typeof value === 'number') return `${field} ${operator} ${durationLiteral(value)}`;
  return `${field} ${operator} ${literal(value)}`;
}

/** @param {number} ns @returns {string} such as `250ms` */
export function durationLiteral(ns) {
  for (const [unit, name] of [[1e9, 's'], [1e6, 'ms'], [1e3, 'us']]) {
    if (ns >= unit) return `${Number((ns / unit).toPrecision(4))}${name}`;
  }
  return `${Math.round(ns)}ns`;
}

const WORD = /^[A-Za-z_][A-Za-z0-9_.\-/]*$/;

/** The name of an attribute in queries. @param {string} scope @param {string} key */
export const field = (scope, key) => `${scope}.${WORD.test(key) ? key : '"' + key.replace(/\\/g, '\\\\').replace(/"/g, '\\"') + '"'}`;

/** Where the first pair of braces begins and ends, and whether it holds an `||` outside of quotes. */
function braces(q) {
  let depth = 0, start = -1, quote = '', or = false;
  for (let i = 0; i < q.length; i++) {
    const c = q[i];
    if (quote) {
      if (c === '\\' && quote === '"') i++;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === '`') quote = c;
    else if (c === '|' && q[i + 1] === '|' && (depth || start < 0)) { or = true; i++; }
    else if (c === '{') { if (depth++ === 0) { start = i; or = false; } }
    else if (c === '}' && --depth === 0) return { start, end: i, or };
  }
  return { start, end: -1, or };
}

/**
 * @param {string} q a query @param {string} text a condition
 * @returns {string} the query with it
 */
export function withCondition(q, text) {
  const query = q.trim();
  if (!query) return `{ ${text} }`;
  const { start, end, or } = braces(query);
  if (start < 0) return `{ ${or ? `(${query})` : query} && ${text} }`;
  if (end < 0) return query;
  const inner = query.slice(start + 1, end).trim();
  if (!inner || inner === 'true') return `${query.slice(0, start)}{ ${text} }${query.slice(end + 1)}`;
  if (inner.split(/\s*&&\s*/).includes(text)) return query;
  return `${query.slice(0, start)}{ ${or ? `(${inner})` : inner} && ${text} }${query.slice(end + 1)}`;
}

/** Takes the characters of a condition out of a query, with the `&&` that joined it. */
export function withoutPart(q, offset, length) {
  let before = q.slice(0, offset), after = q.slice(offset + length);
  if (/&&\s*$/.test(before)) before = before.replace(/\s*&&\s*$/, ' ');
  else after = after.replace(/^\s*&&\s*/, '');
  const result = (before + after).trim();
  return /^\{\s*\}$/.test(result) ? '' : result;
}

/** Puts other text in the place of a condition. */
export const replacePart = (q, offset, length, text) => q.slice(0, offset) + text + q.slice(offset + length);
