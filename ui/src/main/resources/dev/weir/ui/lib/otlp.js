// Reads OTLP JSON as the service hands it out for single items.

/** A value of OTLP JSON as the API writes values. @param {any} any */
export function value(any) {
  if (!any || typeof any !== 'object') return null;
  if ('stringValue' in any) return any.stringValue;
  if ('boolValue' in any) return any.boolValue;
  if ('intValue' in any) {
    const number = Number(any.intValue);
    return Number.isSafeInteger(number) ? number : { int: String(any.intValue) };
  }
  if ('doubleValue' in any) return typeof any.doubleValue === 'number' ? any.doubleValue : { real: String(any.doubleValue) };
  if ('bytesValue' in any) return { json: JSON.stringify({ bytes: any.bytesValue }) };
  if ('arrayValue' in any || 'kvlistValue' in any) return { json: JSON.stringify(plain(any)) };
  return null;
}

/** Nested values as plain JSON. */
export function plain(any) {
  if (any?.arrayValue) return (any.arrayValue.values ?? []).map(plain);
  if (any?.kvlistValue) return Object.fromEntries((any.kvlistValue.values ?? []).map(kv => [kv.key, plain(kv.value)]));
  const v = value(any);
  return v && typeof v === 'object' ? v.int ?? v.real ?? v.json : v;
}

/** @param {{key: string, value: any}[]|undefined} list @returns {[string, any][]} */
export const attributes = list => (list ?? []).map(kv => [kv.key ?? '', value(kv.value)]);

/** The one span in a request with its resource and scope. */
export function singleSpan(request) {
  const rs = request.resourceSpans?.[0], ss = rs?.scopeSpans?.[0], span = ss?.spans?.[0] ?? {};
  return {
    span, scope: ss?.scope ?? {}, schemaUrl: ss?.schemaUrl ?? rs?.schemaUrl ?? '',
    attributes: attributes(span.attributes), resource: attributes(rs?.resource?.attributes), scopeAttributes: attributes(ss?.scope?.attributes),
    events: (span.events ?? []).map(e => ({ name: e.name ?? '', time: String(e.timeUnixNano ?? '0'), attributes: attributes(e.attributes), dropped: e.droppedAttributesCount })),
    links: (span.links ?? []).map(l => ({ traceId: l.traceId ?? '', spanId: l.spanId ?? '', traceState: l.traceState, attributes: attributes(l.attributes) })),
  };
}

/** The one record in a request with its resource and scope. */
export function singleLog(request) {
  const rl = request.resourceLogs?.[0], sl = rl?.scopeLogs?.[0], record = sl?.logRecords?.[0] ?? {};
  return { record, scope: sl?.scope ?? {}, attributes: attributes(record.attributes), resource: attributes(rl?.resource?.attributes), body: value(record.body) };
}
