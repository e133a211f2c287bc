package dev.weir.benchmarks;

import static dev.weir.benchmarks.Vocabulary.number;
import static dev.weir.benchmarks.Vocabulary.text;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Random;

/// Spans of a web service and its HTTP client: traces of eight spans, 10 attributes each.
final class TracePayload {
  private static final int SPANS_OF_A_TRACE = 8;

  private TracePayload() {}

  static ExportTraceServiceRequest request(int spans, Random random) {
    ScopeSpans.Builder server = scope("io.opentelemetry.netty-4.1");
    ScopeSpans.Builder client = scope("io.opentelemetry.java-http-client");
    ByteString traceId = ByteString.EMPTY;
    for (int i = 0; i < spans; i++) {
      traceId = i % SPANS_OF_A_TRACE == 0 ? Vocabulary.id(16, random) : traceId;
      (i % 2 == 0 ? server : client).addSpans(span(traceId, i, random));
    }
    ResourceSpans.Builder resource =
        ResourceSpans.newBuilder()
            .setResource(Vocabulary.resource(random))
            .setSchemaUrl("https://opentelemetry.io/schemas/1.37.0")
            .addScopeSpans(server);
    if (client.getSpansCount() > 0) {
      resource.addScopeSpans(client);
    }
    return ExportTraceServiceRequest.newBuilder().addResourceSpans(resource).build();
  }

  private static ScopeSpans.Builder scope(String library) {
    return ScopeSpans.newBuilder().setScope(Vocabulary.scope(library));
  }

  private static Span span(ByteString traceId, int i, Random random) {
    String method = Vocabulary.method(random);
    String route = Vocabulary.route(random);
    int status = Vocabulary.status(random);
    long start = Vocabulary.START + i * 1_000_000L + random.nextInt(1_000_000);
    return Span.newBuilder()
        .setTraceId(traceId)
        .setSpanId(Vocabulary.id(8, random))
        .setParentSpanId(Vocabulary.id(8, random))
        .setFlags(0x101)
        .setName(method + " " + route)
        .setKind(i % 2 == 0 ? Span.SpanKind.SPAN_KIND_SERVER : Span.SpanKind.SPAN_KIND_CLIENT)
        .setStartTimeUnixNano(start)
        .setEndTimeUnixNano(start + random.nextInt(50_000_000))
        .addAttributes(text("http.request.method", method))
        .addAttributes(text("http.route", route))
        .addAttributes(text("url.path", route.replace("{id}", "" + random.nextInt(1_000_000))))
        .addAttributes(text("url.scheme", "https"))
        .addAttributes(number("http.response.status_code", status))
        .addAttributes(text("server.address", "checkout-" + random.nextInt(50) + ".shop.svc"))
        .addAttributes(number("server.port", 8443))
        .addAttributes(text("network.protocol.version", "1.1"))
        .addAttributes(text("client.address", "10.0." + random.nextInt(256) + ".17"))
        .addAttributes(number("thread.id", random.nextInt(400)))
        .setStatus(
            status >= 500
                ? Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR)
                : Status.newBuilder())
        .build();
  }
}
