// Asks the query service, and listens to its events.

/** What the service refused, or that it could not be reached. */
export class ApiError extends Error {
  constructor(fields) {
    super(fields.message);
    Object.assign(this, fields);
  }
}

/**
 * @param {string} path such as `traces`
 * @param {Record<string, any>} params empty ones are left out
 * @param {AbortSignal} [signal] also stops the work at the server
 */
export async function ask(path, params = {}, signal) {
  const response = await request(path, params, { signal });
  return response.json();
}

/** As {@link ask}, as it came. */
export async function askText(path, params = {}, signal) {
  return (await request(path, params, { signal })).text();
}

/**
 * @param {string} path @param {Record<string, any>} params
 * @param {RequestInit} how method, body, headers, signal
 */
export async function request(path, params, how) {
  const href = address(path, params);
  let response;
  try {
    response = await fetch(href, { ...how, headers: { Accept: 'application/json', ...how.headers } });
  } catch (e) {
    if (e.name === 'AbortError') throw e;
    throw new ApiError({ code: 'unreachable', message: 'Weir does not answer. Is it still running?', request: href });
  }
  if (!response.ok) throw await failure(response, href);
  return response;
}

async function failure(response, href) {
  let error;
  try { error = (await response.json()).error; } catch { /* not from the service */ }
  return new ApiError({
    code: 'http', message: `The server answered ${response.status}`, ...error, status: response.status, request: href,
  });
}

/** @returns {string} the address of a request */
export function address(path, params = {}) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return `/api/v1/${path}${text ? '?' + text : ''}`;
}

/** Escapes a part of a path. */
export const part = text => encodeURIComponent(text);

/**
 * Listens to server-sent events while the page is seen: a browser has few connections to a server, and each
 * stream holds one.
 * @param {string} path @param {Record<string, any>} params
 * @param {Record<string, (data: any) => void>} listeners by the event's name; `state` is told `open` and `lost`
 * @returns {() => void} ends it
 */
export function listen(path, params, listeners) {
  const { state = () => {}, ...events } = listeners;
  let source = null;
  const open = () => {
    source = new EventSource(address(path, params));
    source.onopen = () => state('open');
    source.onerror = () => state('lost');
    for (const [name, listener] of Object.entries(events)) {
      source.addEventListener(name, event => {
        if (event.data === undefined) return;
        try { listener(JSON.parse(event.data)); } catch (e) { console.error(`event ${name}`, e); }
      });
    }
  };
  const close = () => { source?.close(); source = null; };
  const seen = () => { if (document.hidden) close(); else if (!source) open(); };
  document.addEventListener('visibilitychange', seen);
  seen();
  return () => { document.removeEventListener('visibilitychange', seen); close(); };
}
