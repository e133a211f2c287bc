// Places of the nodes of a graph: layers from left to right by the longest way, then few crossings.

/**
 * @param {string[]} ids @param {[string, string][]} edges @param {number} width @param {number} height of a node
 * @returns {{at: Map<string, {x: number, y: number}>, right: number, bottom: number}}
 */
export function layout(ids, edges, width, height) {
  const out = new Map(ids.map(id => [id, []])), into = new Map(ids.map(id => [id, []]));
  for (const [from, to] of edges) if (from !== to && out.has(from) && out.has(to)) { out.get(from).push(to); into.get(to).push(from); }
  const layer = layers(ids, out, into), columns = [];
  for (const id of ids) (columns[layer.get(id)] ??= []).push(id);
  for (let i = 0; i < columns.length; i++) columns[i] ??= [];
  const split = wrap(columns);
  order(split, out, into);
  const at = new Map(), gapX = 84, gapY = ids.length > 200 ? 12 : 22, tallest = Math.max(...split.map(c => c.length), 1);
  split.forEach((column, c) => column.forEach((id, r) => {
    at.set(id, { x: c * (width + gapX), y: (r + (tallest - column.length) / 2) * (height + gapY) });
  }));
  return { at, right: split.length * (width + gapX) - gapX, bottom: tallest * (height + gapY) - gapY };
}

/** The longest way from a node that nobody calls; edges that close a circle do not count. */
function layers(ids, out, into) {
  const back = new Set(), mark = new Map(), finished = [];
  const starts = [...ids].sort((a, b) => into.get(a).length - into.get(b).length);
  for (const start of starts) {
    if (mark.has(start)) continue;
    const stack = [[start, 0]];
    mark.set(start, 1);
    while (stack.length) {
      const top = stack[stack.length - 1], next = out.get(top[0])[top[1]++];
      if (next === undefined) { mark.set(top[0], 2); finished.push(top[0]); stack.pop(); } else if (mark.get(next) === 1) back.add(`${top[0]}\n${next}`);
      else if (!mark.has(next)) { mark.set(next, 1); stack.push([next, 0]); }
    }
  }
  const layer = new Map(ids.map(id => [id, 0]));
  for (const id of finished.reverse()) for (const to of out.get(id)) if (!back.has(`${id}\n${to}`)) layer.set(to, Math.max(layer.get(to), layer.get(id) + 1));
  return layer;
}

/** Layers that are very tall are laid out as several columns. */
function wrap(columns) {
  const total = columns.reduce((n, c) => n + c.length, 0), most = Math.max(12, Math.ceil(Math.sqrt(total) * 1.6)), result = [];
  for (const column of columns) for (let i = 0; i < Math.max(1, column.length); i += most) result.push(column.slice(i, i + most));
  return result;
}

/** Sorts each column by the mean place of the neighbours, some times to and fro. */
function order(columns, out, into) {
  const place = new Map();
  const number = column => column.forEach((id, r) => place.set(id, r - column.length / 2));
  columns.forEach(number);
  for (let round = 0; round < 8; round++) {
    const forward = round % 2 === 0, list = forward ? columns : [...columns].reverse();
    for (const column of list) {
      const mean = new Map(column.map(id => {
        const near = (forward ? into : out).get(id);
        return [id, near.length ? near.reduce((sum, n) => sum + place.get(n), 0) / near.length : place.get(id)];
      }));
      column.sort((a, b) => mean.get(a) - mean.get(b) || (a < b ? -1 : 1));
      number(column);
    }
  }
}
