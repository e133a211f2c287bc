// The address is the state: page, query, time range, selection, sort and grouping all stand in the URL.

/** Parameters that stay when one goes to another page. */
const SHARED = ['q', 'from', 'to', 'live'];

/** What the address says. Fires `change` when it says something else. */
class State extends EventTarget {
  constructor() {
    super();
    this.read();
    addEventListener('popstate', () => { this.read(); this.dispatchEvent(new Event('change')); });
  }

  read() {
    const parts = location.pathname.split('/').filter(Boolean).map(part => {
      try { return decodeURIComponent(part); } catch { return part; }
    });
    /** @type {string} the page's name, such as `traces` */
    this.page = parts[0] || 'home';
    /** @type {string} what the page is of, such as a trace id */
    this.id = parts.slice(1).join('/');
    this.params = new URLSearchParams(location.search);
  }

  /** @param {string} name @param {string} [fallback] @returns {string} */
  get(name, fallback = '') { return this.params.get(name) ?? fallback; }

  get q() { return this.get('q'); }
  get from() { return this.get('from', 'now-15m'); }
  get to() { return this.get('to', 'now'); }
  get live() { return this.get('live') === '1'; }

  /**
   * Changes parameters; `null` or an empty string takes one away.
   * @param {Record<string, string|number|boolean|null|undefined>} changes
   * @param {{replace?: boolean}} [how] replace: no step of its own for the Back button
   */
  set(changes, how = {}) {
    const params = new URLSearchParams(this.params);
    apply(params, changes);
    this.#visit(location.pathname, params, how.replace);
  }

  /**
   * The address of another page that keeps query and time range.
   * @param {string} path @param {Record<string, any>} [changes]
   */
  href(path, changes = {}) {
    const params = new URLSearchParams();
    for (const name of SHARED) if (this.params.has(name)) params.set(name, this.get(name));
    apply(params, changes);
    const search = params.toString();
    return search ? `${path}?${search}` : path;
  }

  /** @param {string} href an address of this application */
  go(href) {
    const url = new URL(href, location.href);
    this.#visit(url.pathname, url.searchParams, false);
  }

  #visit(path, params, replace) {
    const search = params.toString();
    const href = search ? `${path}?${search}` : path;
    if (href === location.pathname + location.search) return;
    history[replace ? 'replaceState' : 'pushState'](null, '', href);
    this.read();
    this.dispatchEvent(new Event('change'));
  }

  /** The time range in milliseconds; `now` is read when asked. */
  range() {
    return { from: moment(this.from), to: moment(this.to) };
  }
}

function apply(params, changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '' || value === false) params.delete(name);
    else params.set(name, value === true ? '1' : String(value));
  }
}

const UNITS = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 };

/**
 * @param {string} text `now`, `now-15m`, milliseconds, or a date
 * @returns {number} milliseconds since 1970
 */
export function moment(text) {
  const relative = /^now(?:-(\d+)([smhdw]))?$/.exec(text);
  if (relative) return Date.now() - (relative[1] ? Number(relative[1]) * UNITS[relative[2]] : 0);
  if (/^\d+$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? Date.now() : date;
}

export const state = new State();
