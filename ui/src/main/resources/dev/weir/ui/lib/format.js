// How numbers, times and values are written.

const DURATIONS = [[1, 'ns'], [1e3, 'µs'], [1e6, 'ms'], [1e9, 's']];

/** Three significant digits. */
function three(value) {
  const size = Math.abs(value);
  if (size >= 99.95) return String(Math.round(value));
  return value.toFixed(size >= 9.995 ? 1 : 2);
}

/** @param {number|null|undefined} ns nanoseconds @returns {string} such as `3.42 s` */
export function duration(ns) {
  if (ns === null || ns === undefined || !Number.isFinite(Number(ns))) return '–';
  const value = Number(ns), size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1e3) return `${Math.round(value)} ns`;
  if (size >= 864e11) return `${three(value / 864e11)} d`;
  if (size >= 36e11) return `${three(value / 36e11)} h`;
  if (size >= 12e10) return `${three(value / 6e10)} min`;
  let [unit, name] = DURATIONS[0];
  for (const [u, n] of DURATIONS) if (size >= u * 0.9995) [unit, name] = [u, n];
  return `${three(value / unit)} ${name}`;
}

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** @param {number|null|undefined} value a count, with separators */
export const count = value => value === null || value === undefined ? '–' : WHOLE.format(value);

/** @param {number|null|undefined} value a short number: `1.2 k` */
export function short(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1e12 || (size < 1e-3 && size > 0)) return value.toExponential(2);
  for (const [unit, name] of [[1e9, ' G'], [1e6, ' M'], [1e4, ' k']]) {
    if (size >= unit) return three(value / (unit === 1e4 ? 1e3 : unit)) + name;
  }
  if (Number.isInteger(value)) return WHOLE.format(value);
  return size >= 1000 ? WHOLE.format(value) : size >= 0.01 ? String(Number(three(value))) : String(Number(value.toPrecision(2)));
}

/** @param {number|null|undefined} value per second */
export const rate = value => value === null || value === undefined ? '–' : `${short(value)}/s`;

/** @param {number|null|undefined} share 0 to 1 */
export function percent(share) {
  if (share === null || share === undefined || !Number.isFinite(share)) return '–';
  if (share === 0) return '0 %';
  const value = share * 100;
  if (value < 0.1) return '< 0.1 %';
  return `${value >= 10 ? Math.round(value) : value.toFixed(1)} %`;
}

/** @param {number|null|undefined} value in binary units */
export function bytes(value) {
  if (value === null || value === undefined) return '–';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let size = value, unit = 0;
  while (Math.abs(size) >= 1024 && unit < units.length - 1) { size /= 1024; unit++; }
  return `${unit ? three(size) : size} ${units[unit]}`;
}

/** A number with the unit of a metric. */
export function withUnit(value, unit) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const rated = /\/s$/.test(unit ?? '');
  const base = (unit ?? '').replace(/\/s$/, '');
  const tail = rated ? '/s' : '';
  switch (base) {
    case 's': return duration(value * 1e9) + tail;
    case 'ms': return duration(value * 1e6) + tail;
    case 'us': return duration(value * 1e3) + tail;
    case 'ns': return duration(value) + tail;
    case 'By': return bytes(value) + tail;
    case '1': case '': return short(value) + tail;
    default: return `${short(value)} ${base.replace(/^\{(.*)\}$/, '$1')}${tail}`;
  }
}

/** @param {string|number} time nanoseconds since 1970 @returns {number} milliseconds */
export function millis(time) {
  if (typeof time === 'number') return time / 1e6;
  return time.length > 6 ? Number(time.slice(0, -6)) + Number(time.slice(-6)) / 1e6 : 0;
}

const two = n => String(n).padStart(2, '0');

/** Local time of day with milliseconds. */
export function clock(time) {
  const date = new Date(millis(time));
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** Local date and time. @param {number} ms */
export function dateTime(ms) {
  const date = new Date(ms);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** UTC and how long ago, for hovering. */
export function hoverTime(time) {
  const ms = millis(time);
  return `${new Date(ms).toISOString()} (UTC), ${ago(ms)}`;
}

/** @param {number} ms */
export function ago(ms) {
  const seconds = (Date.now() - ms) / 1000;
  if (seconds < -2) return `in ${span(-seconds)}`;
  return seconds < 2 ? 'now' : `${span(seconds)} ago`;
}

function span(seconds) {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return seconds < 129600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} d`;
}

/** The text of a value of an attribute. @param {any} value as the API writes it */
export function text(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') {
    for (const kind of ['int', 'real', 'json', 'text']) if (kind in value) return String(value[kind]);
    return JSON.stringify(value);
  }
  return String(value);
}

/** The text of a value of a field, with units where the field has one. */
export function fieldText(field, value) {
  if (value === null || value === undefined) return '(none)';
  return /(^|[.:])duration$/i.test(field) && typeof value === 'number' ? duration(value) : text(value);
}

const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
export const kindName = kind => KINDS[kind] ?? String(kind);

/** @param {number} number of OTLP @returns {string} fatal, error, warn, info, debug, trace or none */
export function severity(number) {
  if (number >= 21) return 'fatal';
  if (number >= 17) return 'error';
  if (number >= 13) return 'warn';
  if (number >= 9) return 'info';
  if (number >= 5) return 'debug';
  return number >= 1 ? 'trace' : 'none';
}
