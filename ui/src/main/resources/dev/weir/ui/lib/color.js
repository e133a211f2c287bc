// Stable colours of services.

/** Twelve that colour-blind people can tell apart, in an order in which neighbours differ most. */
const LIGHT = ['#0072b2', '#d55e00', '#009e73', '#a4508b', '#b8860b', '#3f9fd4', '#7a4f2b', '#5b5fc7', '#6b8e23', '#c2477f', '#4d6a80', '#00868b'];
const DARK = ['#4da3e0', '#f08a4b', '#3ec59a', '#d68bbf', '#e0b13c', '#7cc8f2', '#c39a72', '#989cf0', '#a8cc5c', '#ee86b3', '#97b2c6', '#45c4c9'];

function hash(name) {
  let h = 2166136261;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 16777619);
  return (h ^ (h >>> 15)) >>> 0;
}

export const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
};

const palette = () => isDark() ? DARK : LIGHT;

/** @param {string|null} service @returns {string} a colour */
export const serviceColor = service => palette()[hash(service ?? '') % 12];

/**
 * Colours of the services of one trace: a service whose colour is taken gets the next free one.
 * @param {string[]} services in order of appearance @returns {Map<string, string>}
 */
export function traceColors(services) {
  const colors = palette(), taken = new Set(), result = new Map();
  for (const service of services) {
    let i = hash(service) % 12;
    for (let tries = 0; taken.has(i) && tries < 12; tries++) i = (i + 1) % 12;
    taken.add(i);
    if (!result.has(service)) result.set(service, colors[i]);
  }
  return result;
}

/** Colour number i of a chart. */
export const seriesColor = i => palette()[i % 12];

/** A custom property of the style sheet. */
export const token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
