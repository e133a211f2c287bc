// Sends one of everything with the official Node.js SDK: node send.mjs PROTOCOL ENDPOINT COMPRESSION.
import { SpanKind, SpanStatusCode, TraceFlags, context, trace } from '@opentelemetry/api';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

const [protocol, endpoint, compression] = process.argv.slice(2);
const kind = { grpc: 'grpc', http: 'proto', json: 'http' }[protocol];
const load = async (signal, name) => (await import(`@opentelemetry/exporter-${signal}-otlp-${kind}`))[name];
const options = path => ({ url: protocol === 'grpc' ? endpoint : `${endpoint}/v1/${path}`, compression });

const spans = new (await load('trace', 'OTLPTraceExporter'))(options('traces'));
const metrics = new (await load('metrics', 'OTLPMetricExporter'))(options('metrics'));
const logs = new (await load('logs', 'OTLPLogExporter'))(options('logs'));
const resource = resourceFromAttributes({ 'service.name': `node-${protocol}-${compression}`, team: 'käse' });

const tracers = new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(spans)] });
tracers.register();
const meters = new MeterProvider({
  resource,
  readers: [new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 })],
});
const loggers = new LoggerProvider({ resource, processors: [new BatchLogRecordProcessor({ exporter: logs })] });

const tracer = tracers.getTracer('client', '1.2.3');
const meter = meters.getMeter('client', '1.2.3');
const logger = loggers.getLogger('client', '1.2.3');

const linked = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceFlags: TraceFlags.SAMPLED,
};
tracer.startActiveSpan(
  'parent',
  {
    kind: SpanKind.SERVER,
    attributes: { text: 'grüße', int: 9007199254740, double: 0.5, yes: true, list: ['a', 'b'], ints: [1, 2] },
    links: [{ context: linked, attributes: { why: 'retry' } }],
  },
  parent => {
    parent.addEvent('happened', { step: 7 });
    logger.emit({
      timestamp: [1_700_000_000, 0],
      severityNumber: SeverityNumber.WARN,
      severityText: 'WARN',
      body: 'something odd',
      attributes: { order: 42 },
      context: context.active(),
    });
    const child = tracer.startSpan('child', { kind: SpanKind.CLIENT }, trace.setSpan(context.active(), parent));
    child.setStatus({ code: SpanStatusCode.ERROR, message: 'no luck' });
    child.end();
    parent.end();
  },
);

meter.createCounter('requests', { unit: '{request}', description: 'how many' }).add(42, { route: '/a' });
meter.createUpDownCounter('load').add(-1.5, { route: '/a' });
const latency = meter.createHistogram('latency', { unit: 'ms' });
for (const value of [1, 10, 20000]) latency.record(value, { route: '/a' });
meter.createGauge('temperature').record(3.25);

await tracers.forceFlush();
await meters.forceFlush();
await loggers.forceFlush();
await Promise.all([tracers.shutdown(), meters.shutdown(), loggers.shutdown()]);
