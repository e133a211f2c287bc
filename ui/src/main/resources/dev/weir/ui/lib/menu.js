// One menu for everything that is shown: filter to it, filter it out, group by it, what is different here, copy.
import { html, render, nothing } from 'lit';
import { state } from './state.js';
import { condition, withCondition, literal } from './query.js';
import { fieldText, text } from './format.js';

/**
 * @typedef {object} Ask what can be asked about something that is shown
 * @property {string} [field] as in queries
 * @property {any} [value] as the API writes it
 * @property {string} [operator] default `=`
 * @property {string} [condition] whole, instead of field and value
 * @property {string} [copy] what is copied, default the value's text
 * @property {{label: string, run: () => void}[]} [more] further entries, on top
 */

let box = null, returnTo = null;

/** @param {Ask} ask */
function entries(ask) {
  const list = [...(ask.more ?? [])];
  const operator = ask.operator ?? '=';
  const one = ask.condition ?? (ask.field && 'value' in ask ? condition(ask.field, operator, ask.value) : null);
  const page = ['traces', 'logs', 'metrics', 'services', 'explore', 'volume'].includes(state.page) ? `/${state.page}` : '/traces';
  const visit = (q, extra = {}) => state.go(state.page === page.slice(1) && !state.id
    ? hrefHere({ q, ...extra }) : state.href(page, { q, ...extra }));
  if (one) {
    list.push({ label: 'Filter to it', key: 'f', run: () => visit(withCondition(state.q, one)) });
    if (ask.field && !ask.condition) {
      const opposite = { '=': '!=', '>=': '<', '<': '>=', '>': '<=', '<=': '>' }[operator] ?? '!=';
      list.push({ label: 'Filter it out', key: 'x', run: () => visit(withCondition(state.q, condition(ask.field, opposite, ask.value))) });
    }
  }
  if (ask.field && !ask.plain) {
    list.push({ label: `Group by ${ask.field}`, key: 'g', run: () => groupBy(ask.field) });
  }
  if (one) {
    list.push({ label: 'What is different here', key: 'd', run: () => state.go(state.href('/explore', { a: `{ ${one} }` })) });
    if (!page.endsWith('traces')) list.push({ label: 'Traces with it', run: () => state.go(state.href('/traces', { q: withCondition(state.q, one) })) });
    if (!page.endsWith('logs')) list.push({ label: 'Logs with it', run: () => state.go(state.href('/logs', { q: withCondition(state.q, one) })) });
  }
  const copied = ask.copy ?? ('value' in ask ? text(ask.value) : ask.field);
  if (copied) list.push({ label: 'Copy', key: 'c', run: () => copy(copied) });
  if (ask.field && !ask.plain && 'value' in ask) list.push({ label: 'Copy as condition', run: () => copy(condition(ask.field, operator, ask.value)) });
  return list;
}

function hrefHere(changes) {
  const params = new URLSearchParams(state.params);
  for (const [k, v] of Object.entries(changes)) v ? params.set(k, v) : params.delete(k);
  return `${location.pathname}?${params}`;
}

/** Splits what the page shows by a field. */
function groupBy(field) {
  if (state.page === 'metrics') state.set({ by: field });
  else if (state.page === 'logs' || state.page === 'volume') state.set({ by: field });
  else state.go(state.href('/traces', { by: field, view: 'groups' }));
}

/** @param {string} value */
export async function copy(value) {
  try { await navigator.clipboard.writeText(value); toast('Copied'); } catch {
    const area = document.createElement('textarea');
    area.value = value;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    toast('Copied');
  }
}

/** A short message that goes away by itself. */
export function toast(message) {
  let element = document.querySelector('.toast');
  if (!element) { element = document.createElement('div'); element.className = 'toast'; element.setAttribute('role', 'status'); document.body.append(element); }
  element.textContent = message;
  element.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { element.hidden = true; }, 2500);
}

/** @param {number} x @param {number} y @param {Ask} ask */
export function openMenu(x, y, ask) {
  closeMenu();
  returnTo = document.activeElement;
  box = document.createElement('div');
  box.className = 'menu';
  box.setAttribute('role', 'menu');
  document.body.append(box);
  const list = entries(ask);
  const head = ask.title ?? (ask.field ? ('value' in ask ? `${ask.field} ${ask.operator ?? '='} ${fieldText(ask.field, ask.value) || literal(ask.value)}` : ask.field) : ask.condition ?? ask.copy ?? '');
  render(html`${head ? html`<div class="menu-head">${head}</div>` : nothing}${list.map(entry => html`
    <button role="menuitem" @click=${() => { closeMenu(); entry.run(); }}>${entry.label}${entry.key ? html`<kbd>${entry.key}</kbd>` : nothing}</button>`)}`, box);
  const rect = box.getBoundingClientRect();
  box.style.left = `${Math.max(4, Math.min(x, innerWidth - rect.width - 4))}px`;
  box.style.top = `${Math.max(4, y + rect.height > innerHeight ? y - rect.height : y)}px`;
  box.querySelector('button')?.focus();
  box.onkeydown = event => {
    const buttons = [...box.querySelectorAll('button')], at = buttons.indexOf(document.activeElement);
    if (event.key === 'ArrowDown') buttons[(at + 1) % buttons.length].focus();
    else if (event.key === 'ArrowUp') buttons[(at - 1 + buttons.length) % buttons.length].focus();
    else if (event.key === 'Escape') closeMenu();
    else {
      const entry = list.find(e => e.key === event.key && !event.ctrlKey && !event.metaKey);
      if (!entry) { if (event.key !== 'Enter' && event.key !== ' ' && event.key !== 'Tab') event.stopPropagation(); return; }
      closeMenu();
      entry.run();
    }
    event.preventDefault();
    event.stopPropagation();
  };
}

export function closeMenu() {
  if (!box) return false;
  box.remove();
  box = null;
  returnTo?.focus?.({ preventScroll: true });
  return true;
}

/** Finds what stands under an event. */
function asked(event) {
  for (const element of event.composedPath()) if (element.ask) return [element, element.ask];
  return [];
}

addEventListener('contextmenu', event => {
  const [, ask] = asked(event);
  if (!ask || event.shiftKey) return;
  event.preventDefault();
  openMenu(event.clientX, event.clientY, ask);
});
addEventListener('pointerdown', event => { if (box && !box.contains(event.target)) closeMenu(); }, true);
addEventListener('click', event => {
  const [element, ask] = asked(event);
  if (!ask || !element.classList.contains('v')) return;
  event.stopPropagation();
  event.preventDefault();
  const rect = element.getBoundingClientRect();
  openMenu(event.clientX || rect.left, event.clientY || rect.bottom, ask);
}, true);
addEventListener('resize', closeMenu);

/**
 * A value that can be asked about.
 * @param {string} field @param {any} value @param {any} [shown] @param {Partial<Ask>} [more]
 */
export const v = (field, value, shown, more = {}) =>
  html`<button type="button" class="v" .ask=${{ field, value, ...more }}>${shown ?? fieldText(field, value)}</button>`;
