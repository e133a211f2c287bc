package dev.weir.benchmarks.store;

import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.common.EnvelopeWriter;
import dev.weir.otlp.logs.LogRecordWriter;
import dev.weir.otlp.metrics.MetricWriter;
import dev.weir.otlp.trace.SpanWriter;
import dev.weir.otlp.wire.ByteRange;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/// Requests as a few services would send them: traces of eight spans with ten attributes each, log
/// records, points of counters. Times go on steadily from the start.
final class StoreLoad {
  static final long START = 1_760_000_000_000_000_000L;
  static final int BATCH = 512;
  private static final int SPANS_PER_TRACE = 8;
  private static final int RARE_KEYS = 364;
  private static final String[] METHODS = {"GET", "POST", "PUT", "DELETE"};
  private static final String[] WORDS = {
    "connection", "timeout", "retrying", "payment", "accepted", "cache", "miss", "refused", "order"
  };

  private final SplittableRandom random = new SplittableRandom(7);
  private final boolean manyKeys;
  private final long stepNanos;
  private long now = START;
  private long item;

  /// Items `stepNanos` apart from one another.
  StoreLoad(boolean manyKeys, long stepNanos) {
    this.manyKeys = manyKeys;
    this.stepNanos = stepNanos;
  }

  ByteRange spans() {
    EnvelopeWriter envelope = new EnvelopeWriter();
    SpanWriter span = new SpanWriter(envelope);
    byte[] traceId = id(16);
    byte[] parent = new byte[0];
    for (int i = 0; i < BATCH; i++) {
      if (i % SPANS_PER_TRACE == 0) {
        traceId = id(16);
        parent = new byte[0];
        resource(envelope);
      }
      byte[] id = id(8);
      now += stepNanos;
      long duration = 1_000 + (long) (Math.exp(random.nextDouble() * 14) * 1_000);
      span.begin(traceId, id, parent)
          .name(METHODS[(int) (item % 4)] + " /api/v1/resource/" + item % 25)
          .kind(2 + (int) (item % 2))
          .times(now, now + duration);
      spanAttributes(span.attributes());
      if (random.nextInt(50) == 0) {
        span.status(2, "failed");
      }
      span.end();
      parent = id;
      item++;
    }
    return envelope.finish();
  }

  ByteRange logs() {
    EnvelopeWriter envelope = new EnvelopeWriter();
    LogRecordWriter log = new LogRecordWriter(envelope);
    resource(envelope);
    for (int i = 0; i < BATCH; i++) {
      now += stepNanos;
      String body =
          "%s %s for order %d after %d ms"
              .formatted(word(), word(), random.nextInt(1_000_000), random.nextInt(5000));
      log.begin(now, now + 1000)
          .severity(9 + (int) (item % 3) * 4, "INFO")
          .body(EncodedValue.of(body));
      log.attributes().put("thread.name", "worker-" + item % 16).put("order.id", item % 100_000);
      log.span(id(16), id(8), 1);
      log.end();
      item++;
    }
    return envelope.finish();
  }

  /// Points of 1,000 series, each every ten seconds.
  ByteRange points() {
    EnvelopeWriter envelope = new EnvelopeWriter();
    MetricWriter metric = new MetricWriter(envelope);
    resource(envelope);
    now += 10_000_000_000L / 4;
    for (int name = 0; name < 10; name++) {
      metric.begin("http.server.requests." + name, "requests", "1").sum(2, true);
      for (int series = 0; series < 50; series++) {
        int route = series;
        metric.point(
            START,
            now,
            item + random.nextInt(100),
            attributes ->
                attributes
                    .put("http.route", "/api/v1/resource/" + route)
                    .put("http.request.method", METHODS[route % 4])
                    .put("http.response.status_code", 200));
      }
      metric.end();
    }
    item++;
    return envelope.finish();
  }

  private void resource(EnvelopeWriter envelope) {
    long service = item / SPANS_PER_TRACE % 20;
    envelope.resource(attributes ->
        attributes
            .put("service.name", "service-" + service)
            .put("service.version", "1.4.2")
            .put("host.name", "host-" + service % 5)
            .put("deployment.environment.name", "production"));
    envelope.scope("io.opentelemetry.http", "2.1.0");
  }

  private void spanAttributes(AttributesWriter attributes) {
    attributes
        .put("http.request.method", METHODS[(int) (item % 4)])
        .put("http.response.status_code", item % 50 == 0 ? 500L : 200L)
        .put("http.route", "/api/v1/resource/{id}")
        .put("url.path", "/api/v1/resource/" + random.nextInt(10_000))
        .put("server.address", "host-" + item % 5 + ".example.com")
        .put("network.protocol.version", "1.1")
        .put("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64)")
        .put("client.address", "10.0." + random.nextInt(256) + "." + random.nextInt(256));
    if (manyKeys) {
      attributes.put("key." + random.nextInt(RARE_KEYS), "value " + random.nextInt(1000));
    } else {
      attributes.put("user.id", "cust_" + random.nextInt(10_000));
    }
    attributes.put("thread.id", random.nextLong(200));
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private byte[] id(int length) {
    ByteBuffer id = ByteBuffer.allocate(length);
    while (id.hasRemaining()) {
      id.putLong(random.nextLong());
    }
    return id.array();
  }
}
