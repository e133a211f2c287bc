// What the waterfall knows of a trace: order, depth, alike siblings, critical path, clock skew.

/** Alike siblings from this number on fold into one row. */
const ALIKE = 4;

/** @typedef {ReturnType<typeof traceModel>} TraceModel */

/**
 * @param {any} answer of /api/v1/traces/{id}
 * @param {boolean} corrected whether clock skew is taken out
 */
export function traceModel(answer, corrected = false) {
  const columns = answer.spans, size = columns.id.length;
  const start = Float64Array.from(columns.start), duration = Float64Array.from(columns.duration);
  const children = Array.from({ length: size }, () => []), roots = [];
  for (let i = 0; i < size; i++) {
    const parent = columns.parent[i];
    if (parent >= 0 && parent !== i) children[parent].push(i); else roots.push(i);
  }
  const services = columns.resource.map(r => answer.resources[r]?.service ?? 'unknown service');
  const order = inOrder(roots, children);
  for (let i = 0; i < size; i++) if (!order.seen[i]) { columns.parent[i] = -1; roots.push(i); }
  if (order.list.length < size) Object.assign(order, inOrder(roots, children));
  const skew = findSkew(order.list, columns, start, duration, services);
  if (corrected) for (const i of order.list) start[i] += skew[i];
  for (const list of children) list.sort((a, b) => start[a] - start[b]);
  roots.sort((a, b) => start[a] - start[b]);
  const final = inOrder(roots, children);
  let begin = Infinity, end = -Infinity;
  for (let i = 0; i < size; i++) { begin = Math.min(begin, start[i]); end = Math.max(end, start[i] + duration[i]); }
  if (!size) begin = end = 0;
  const names = columns.name.map(n => answer.strings[n] ?? '');
  const errors = final.list.filter(i => columns.status[i] === 2);
  const model = {
    answer, columns, size, start, duration, children, roots, services, names, begin, end, errors,
    order: final.list, depth: final.depth, skewed: skew.some(s => Math.abs(s) > 0), skew,
    byId: new Map(columns.id.map((id, i) => [id, i])),
    serviceList: [...new Set(final.list.map(i => services[i]))],
  };
  model.critical = criticalPath(model);
  return model;
}

/** Parents before children, without recursion: traces may be as deep as they are long. */
function inOrder(roots, children) {
  const list = [], depth = new Int32Array(children.length), seen = new Uint8Array(children.length);
  const stack = [...roots].reverse();
  while (stack.length) {
    const i = stack.pop();
    if (seen[i]) continue;
    seen[i] = 1;
    list.push(i);
    for (let c = children[i].length - 1; c >= 0; c--) {
      depth[children[i][c]] = depth[i] + 1;
      stack.push(children[i][c]);
    }
  }
  return { list, depth, seen };
}

/**
 * By how much spans of another service must move to lie within the span that called them. What was
 * called from a client span runs within it; where it does not, and would fit, the clocks differ.
 */
function findSkew(order, columns, start, duration, services) {
  const shift = new Float64Array(columns.id.length);
  for (const i of order) {
    const p = columns.parent[i];
    if (p < 0) continue;
    shift[i] = services[i] === services[p] ? shift[p] : 0;
    if (services[i] === services[p] || columns.kind[i] === 5 || columns.kind[p] === 4) continue;
    const from = start[i] + shift[i], parentFrom = start[p] + shift[p];
    const outside = from < parentFrom || from + duration[i] > parentFrom + duration[p];
    if (outside && duration[i] <= duration[p]) shift[i] = parentFrom + (duration[p] - duration[i]) / 2 - start[i];
  }
  return shift;
}

/**
 * The spans that the end of the trace waited for: backwards from the end of the root, each time
 * into the child that ended last before.
 * @returns {Map<number, [number, number][]>} stretches by span
 */
function criticalPath({ roots, children, start, duration }) {
  const path = new Map();
  if (!roots.length) return path;
  let root = roots[0];
  for (const r of roots) if (duration[r] > duration[root]) root = r;
  const stack = [[root, start[root] + duration[root]]];
  while (stack.length) {
    const [i, until] = stack.pop();
    const begin = start[i];
    let cursor = Math.min(until, begin + duration[i]);
    const stretches = path.get(i) ?? [];
    const end = begin + duration[i], slack = duration[i] * 0.01;
    const byEnd = children[i].filter(c => duration[c] > 0 && start[c] >= begin && start[c] < end).sort((a, b) => start[b] + duration[b] - start[a] - duration[a]);
    for (let n = 0; n < byEnd.length && cursor > begin; n++) {
      // What ended just before is what was waited for; across a gap it is rather what still ran.
      const child = byEnd[n];
      let childEnd = Math.min(start[child] + duration[child], end);
      if (childEnd > cursor) {
        const ended = byEnd.find((c, m) => m > n && Math.min(start[c] + duration[c], end) <= cursor);
        if (start[child] >= cursor || (ended !== undefined && cursor - start[ended] - duration[ended] <= slack)) continue;
        childEnd = cursor;
      }
      if (cursor > childEnd) stretches.push([childEnd, cursor]);
      stack.push([child, childEnd]);
      cursor = start[child];
    }
    if (cursor > begin || !stretches.length) stretches.push([begin, cursor]);
    path.set(i, stretches);
  }
  return path;
}

/** What siblings have in common that are alike. @param {TraceModel} model @param {number} i */
export const siblingKey = ({ columns, services, names }, i) => `${columns.parent[i]}/${services[i]}/${names[i]}/${columns.kind[i]}`;

/**
 * The rows that are seen. Alike siblings (same service, name and kind) are one row until unfolded.
 * @param {TraceModel} model
 * @param {{folded: Set<number>, open: Set<string>, critical: boolean, logs: Map<string, any[]>|null}} view
 */
export function rows(model, view) {
  const { columns, children } = model, result = [];
  const stack = [];
  const push = (list, depth) => {
    const groups = new Map(), out = [];
    for (const i of list) {
      if (view.critical && !model.critical.has(i)) continue;
      const key = siblingKey(model, i);
      const group = groups.get(key);
      if (group) group.members.push(i);
      else { const g = { type: 'group', key, depth, members: [i] }; groups.set(key, g); out.push(g); }
    }
    for (let g = out.length - 1; g >= 0; g--) {
      const group = out[g];
      if (group.members.length >= ALIKE) stack.push(group);
      else for (let m = group.members.length - 1; m >= 0; m--) stack.push({ type: 'span', i: group.members[m], depth, key: 's' + group.members[m] });
    }
    if (out.some(g => g.members.length > 1 && g.members.length < ALIKE)) sortTail(stack, out, model);
  };
  push(model.roots, 0);
  while (stack.length) {
    const row = stack.pop();
    result.push(row);
    if (row.type === 'group') {
      row.folded = !view.open.has(row.key);
      if (!row.folded) for (let m = row.members.length - 1; m >= 0; m--) stack.push({ type: 'span', i: row.members[m], depth: row.depth + 1, key: 's' + row.members[m] });
      continue;
    }
    for (const log of view.logs?.get(columns.id[row.i]) ?? []) result.push({ type: 'log', log, depth: row.depth + 1, key: 'l' + log.ref });
    row.children = children[row.i].length;
    row.folded = view.folded.has(row.i);
    if (row.children && !row.folded) push(children[row.i], row.depth + 1);
  }
  return result;
}

/** Brings what was just pushed back into the order of time, latest first. */
function sortTail(stack, out, model) {
  const size = out.reduce((n, g) => n + (g.members.length >= ALIKE ? 1 : g.members.length), 0);
  const tail = stack.splice(stack.length - size, size);
  const at = row => model.start[row.type === 'group' ? row.members[0] : row.i];
  tail.sort((a, b) => at(b) - at(a));
  stack.push(...tail);
}

/** Time of a span that none of its children covers. @param {TraceModel} model */
export function selfTimes({ size, children, start, duration }) {
  const self = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let covered = 0, until = start[i];
    const end = start[i] + duration[i];
    for (const c of children[i]) {
      const a = Math.max(start[c], until), b = Math.min(start[c] + duration[c], end);
      if (b > a) { covered += b - a; until = b; }
    }
    self[i] = Math.max(0, duration[i] - covered);
  }
  return self;
}

/** Numbers per operation, most total time first. @param {TraceModel} model */
export function statistics(model) {
  const self = selfTimes(model), groups = new Map();
  for (let i = 0; i < model.size; i++) {
    const key = `${model.services[i]}\n${model.names[i]}`;
    let g = groups.get(key);
    if (!g) groups.set(key, g = { service: model.services[i], name: model.names[i], durations: [], total: 0, self: 0, errors: 0, critical: 0, first: i });
    g.durations.push(model.duration[i]);
    g.total += model.duration[i];
    g.self += self[i];
    if (model.columns.status[i] === 2) g.errors++;
    for (const [a, b] of model.critical.get(i) ?? []) g.critical += b - a;
  }
  for (const g of groups.values()) {
    g.durations.sort((a, b) => a - b);
    g.count = g.durations.length;
    g.p50 = g.durations[Math.floor(g.count * 0.5)];
    g.max = g.durations[g.count - 1];
  }
  return [...groups.values()];
}

/** Lanes of the flame view: below the parent, beside what runs at the same time. @param {TraceModel} model */
export function lanes({ order, columns, start, duration, size }) {
  const lane = new Int32Array(size), ends = [];
  for (const i of order) {
    let l = columns.parent[i] >= 0 ? lane[columns.parent[i]] + 1 : 0;
    while (l < ends.length && (ends[l] ?? -Infinity) > start[i] + 1e-9) l++;
    lane[i] = l;
    ends[l] = start[i] + duration[i];
  }
  return lane;
}
