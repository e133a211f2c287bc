// Two traces side by side: spans with the same service, name and path belong together.
import { selfTimes } from './trace-model.js';

/**
 * @param {import('./trace-model.js').TraceModel} a @param {import('./trace-model.js').TraceModel} b
 * @returns {{service: string, name: string, depth: number, a: any, b: any}[]} in the order of the trees
 */
export function align(a, b) {
  const left = tree(a), right = tree(b), result = [];
  const visit = [[left, right, -1]];
  while (visit.length) {
    const [x, y, depth] = visit.pop();
    if (depth >= 0) result.push({ service: (x ?? y).service, name: (x ?? y).name, kind: (x ?? y).kind, depth, a: x?.facts ?? null, b: y?.facts ?? null });
    const keys = [...new Set([...(x?.children.keys() ?? []), ...(y?.children.keys() ?? [])])];
    keys.sort((k, l) => Math.min(x?.children.get(k)?.first ?? Infinity, y?.children.get(k)?.first ?? Infinity) - Math.min(x?.children.get(l)?.first ?? Infinity, y?.children.get(l)?.first ?? Infinity));
    for (const key of keys.reverse()) visit.push([x?.children.get(key), y?.children.get(key), depth + 1]);
  }
  return result;
}

/** A tree in which spans of one parent with the same service, name and kind are one node. */
function tree(model) {
  const self = selfTimes(model), root = { children: new Map() }, place = new Map();
  for (const i of model.order) {
    const parent = model.columns.parent[i] >= 0 ? place.get(model.columns.parent[i]) : root;
    const key = `${model.services[i]}\n${model.names[i]}\n${model.columns.kind[i]}`;
    let node = parent.children.get(key);
    if (!node) parent.children.set(key, node = { service: model.services[i], name: model.names[i], kind: model.columns.kind[i], first: model.start[i] - model.begin, children: new Map(), facts: { count: 0, total: 0, self: 0, errors: 0, span: model.columns.id[i] } });
    node.facts.count++;
    node.facts.total += model.duration[i];
    node.facts.self += self[i];
    if (model.columns.status[i] === 2) node.facts.errors++;
    place.set(i, node);
  }
  return root;
}
