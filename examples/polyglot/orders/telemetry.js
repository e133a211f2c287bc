// Loaded before the application (node --require): sets up the SDK from the OTEL_* variables, and instruments
// node:http, Express, fetch and pino.
const { ExpressInstrumentation, ExpressLayerType } = require('@opentelemetry/instrumentation-express');
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const { PinoInstrumentation } = require('@opentelemetry/instrumentation-pino');
const { UndiciInstrumentation } = require('@opentelemetry/instrumentation-undici');
const { NodeSDK } = require('@opentelemetry/sdk-node');

const sdk = new NodeSDK({
  instrumentations: [
    // The SDK's own requests to the collector are not traced.
    new HttpInstrumentation({ disableOutgoingRequestInstrumentation: true }),
    new ExpressInstrumentation({ ignoreLayersType: [ExpressLayerType.MIDDLEWARE] }),
    new UndiciInstrumentation(),
    new PinoInstrumentation(),
  ],
});
sdk.start();

process.once('SIGTERM', () => sdk.shutdown().finally(() => process.exit(0)));
