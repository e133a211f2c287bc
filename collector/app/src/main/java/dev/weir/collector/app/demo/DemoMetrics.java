package dev.weir.collector.app.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// The metrics of the shop, from the requests that were told.
final class DemoMetrics {
  private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};
  private static final int SCALE = 3;

  private final Map<String, Routes> routes = new LinkedHashMap<>();
  private final long start;
  private final RandomGenerator random;
  private long orders;

  DemoMetrics(long start, RandomGenerator random) {
    this.start = start;
    this.random = random;
  }

  /// Durations of a service, cumulative, with an exemplar of the last request.
  private static final class Routes {
    final long[] buckets = new long[BOUNDS.length + 1];
    final TreeMap<Integer, Long> exponential = new TreeMap<>();
    long count;
    double sum;
    String exemplar = "";

    void add(DemoSpan span) {
      double seconds = span.micros() / 1e6;
      int bucket = 0;
      while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
        bucket++;
      }
      buckets[bucket]++;
      double base = Math.log(2) / (1 << SCALE);
      exponential.merge((int) Math.ceil(Math.log(seconds) / base) - 1, 1L, Long::sum);
      count++;
      sum += seconds;
      exemplar =
          "{\"timeUnixNano\":\""
              + span.end
              + "\",\"asDouble\":"
              + seconds
              + ",\"spanId\":\""
              + span.id
              + "\",\"traceId\":\""
              + span.trace.id
              + "\"}";
    }
  }

  void add(DemoTrace trace) {
    for (DemoSpan span : trace.spans) {
      if (span == trace.spans.getFirst()) {
        routes.computeIfAbsent(span.service, service -> new Routes()).add(span);
      } else if (span.service.equals(DemoServices.PAYMENT)
          || span.service.equals(DemoServices.EMAIL)) {
        routes.computeIfAbsent(span.service, service -> new Routes()).add(span);
        orders += span.service.equals(DemoServices.EMAIL) ? 1 : 0;
      }
    }
  }

  /// `resourceMetrics` at a time.
  List<String> resourceMetrics(long now) {
    List<String> result = new ArrayList<>();
    routes.forEach(
        (service, r) -> result.add(resource(service, histogram(r, now) + "," + memory(now))));
    result.add(
        resource(DemoServices.CHECKOUT, orders(now) + "," + memory(now) + "," + connections(now)));
    routes.computeIfPresent(
        DemoServices.PAYMENT,
        (service, r) -> {
          result.add(resource(service, exponential(r, now)));
          return r;
        });
    return result;
  }

  private static String resource(String service, String metrics) {
    return "{"
        + DemoServices.resource(service, DemoServices.USUAL_VERSION)
        + ",\"scopeMetrics\":[{\"scope\":{\"name\":\"shop\"},\"metrics\":["
        + metrics
        + "]}]}";
  }

  private String point(long now) {
    return "\"startTimeUnixNano\":\"" + start + "\",\"timeUnixNano\":\"" + now + "\"";
  }

  private String histogram(Routes r, long now) {
    List<String> counts = new ArrayList<>();
    List<String> bounds = new ArrayList<>();
    for (long count : r.buckets) {
      counts.add("\"" + count + "\"");
    }
    for (double bound : BOUNDS) {
      bounds.add(String.valueOf(bound));
    }
    return "{\"name\":\"http.server.request.duration\",\"description\":\"Duration of requests\",\"unit\":\"s\",\"histogram\":{\"aggregationTemporality\":2,\"dataPoints\":[{"
        + point(now)
        + ",\"count\":\""
        + r.count
        + "\",\"sum\":"
        + r.sum
        + ",\"bucketCounts\":["
        + DemoJson.list(counts)
        + "],\"explicitBounds\":["
        + DemoJson.list(bounds)
        + "],\"exemplars\":["
        + r.exemplar
        + "]}]}}";
  }

  private String exponential(Routes r, long now) {
    int first = r.exponential.firstKey();
    int last = r.exponential.lastKey();
    List<String> counts = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      counts.add("\"" + r.exponential.getOrDefault(i, 0L) + "\"");
    }
    return "{\"name\":\"payment.charge.duration\",\"description\":\"Duration of charges\",\"unit\":\"s\",\"exponentialHistogram\":{\"aggregationTemporality\":2,\"dataPoints\":[{"
        + point(now)
        + ",\"count\":\""
        + r.count
        + "\",\"sum\":"
        + r.sum
        + ",\"scale\":"
        + SCALE
        + ",\"zeroCount\":\"0\",\"positive\":{\"offset\":"
        + first
        + ",\"bucketCounts\":["
        + DemoJson.list(counts)
        + "]},\"exemplars\":["
        + r.exemplar
        + "]}]}}";
  }

  private String orders(long now) {
    return "{\"name\":\"shop.orders\",\"description\":\"Orders that were placed\",\"unit\":\"{order}\",\"sum\":{\"aggregationTemporality\":2,\"isMonotonic\":true,\"dataPoints\":[{"
        + point(now)
        + ",\"asInt\":\""
        + orders
        + "\"}]}}";
  }

  private String memory(long now) {
    double wave = 0.6 + 0.3 * Math.sin(now / 6e10) + random.nextDouble() * 0.05;
    return "{\"name\":\"process.memory.usage\",\"description\":\"Memory in use\",\"unit\":\"By\",\"gauge\":{\"dataPoints\":[{"
        + point(now)
        + ",\"asInt\":\""
        + (long) (wave * 268_435_456)
        + "\"}]}}";
  }

  private String connections(long now) {
    List<String> points = new ArrayList<>();
    for (String state : List.of("used", "idle")) {
      int value = state.equals("used") ? 3 + random.nextInt(6) : 2 + random.nextInt(3);
      points.add(
          "{"
              + point(now)
              + ",\"attributes\":"
              + DemoJson.attributes(Map.of("db.client.connection.state", state))
              + ",\"asInt\":\""
              + value
              + "\"}");
    }
    return "{\"name\":\"db.client.connection.count\",\"description\":\"Connections of the pool\",\"unit\":\"{connection}\",\"gauge\":{\"dataPoints\":["
        + DemoJson.list(points)
        + "]}}";
  }
}
