package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.weir.otlp.Signal;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Measure;
import dev.weir.store.query.Scope;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The store on disk.
final class DuckDbStoreTest extends StoreContract {
  @TempDir Path folder;

  @Override
  TelemetryStore open() {
    return Stores.open(config(folder), DuckDbStoreTest::print);
  }

  private static void print(String warning) {
    System.err.println(warning);
  }

  static StoreConfig config(Path folder) {
    return StoreConfig.of(folder)
        .withVisibility(Duration.ofSeconds(30))
        .withCommitInterval(Duration.ofMillis(50))
        .withReservedBytes(0)
        .withMemoryBytes(256L << 20);
  }

  @Test
  void measuresOfVeryMany_areThoseOfAllAndQuantilesNearThem() {
    Expr duration = Expr.field(Intrinsic.DURATION);
    AggregateRequest request =
        new AggregateRequest(
            Signal.TRACES,
            RANGE,
            Expr.TRUE,
            List.of(Expr.attribute(Scope.SPAN, "http.request.method")),
            20 * Telemetry.SECOND,
            List.of(
                new Measure.Count(),
                new Measure.Rate(),
                new Measure.ErrorRate(),
                new Measure.CountIf(Expr.equal(Expr.field(Intrinsic.STATUS), "error")),
                new Measure.Sum(duration),
                new Measure.Avg(duration),
                new Measure.Min(duration),
                new Measure.Max(duration),
                new Measure.Quantile(duration, 0),
                new Measure.Quantile(duration, 1)),
            100,
            TIMEOUT);
    List<Group> exact;
    try (TelemetryStore other =
        Stores.open(config(folder.resolve("exact")), DuckDbStoreTest::print)) {
      other.append(Signal.TRACES, Telemetry.bytes(new Telemetry(21).traces(300, 60)));
      exact = other.aggregate(request).groups();
    }
    StoreConfig near = config(folder.resolve("near")).withExactQuantiles(0);
    try (TelemetryStore other = Stores.open(near, DuckDbStoreTest::print)) {
      other.append(Signal.TRACES, Telemetry.bytes(new Telemetry(21).traces(300, 60)));
      List<Group> groups = other.aggregate(request).groups();
      assertThat(groups).hasSameSizeAs(exact);
      for (int i = 0; i < exact.size(); i++) {
        assertThat(groups.get(i).keys()).isEqualTo(exact.get(i).keys());
        assertThat(groups.get(i).time()).isEqualTo(exact.get(i).time());
        for (int m = 0; m < request.measures().size(); m++) {
          assertThat(groups.get(i).values().get(m))
              .as("%s of %s", request.measures().get(m), groups.get(i))
              .isCloseTo(exact.get(i).values().get(m), withinPercentage(1.1));
        }
      }
    }
  }

  @Test
  void quantilesOfVeryMany_areRightToWithinOneHundredth() {
    ScopeSpans.Builder spans = ScopeSpans.newBuilder();
    for (int i = 0; i < 5000; i++) {
      long end = Telemetry.START + 1_000_000 + i * 1000L;
      spans.addSpans(
          Span.newBuilder().setStartTimeUnixNano(Telemetry.START).setEndTimeUnixNano(end));
    }
    Expr duration = Expr.field(Intrinsic.DURATION);
    List<Measure> measures =
        List.of(new Measure.Quantile(duration, 0.5), new Measure.Quantile(duration, 0.99));
    StoreConfig config = config(folder.resolve("near")).withExactQuantiles(0);
    try (TelemetryStore other = Stores.open(config, DuckDbStoreTest::print)) {
      other.append(
          Signal.TRACES,
          Telemetry.bytes(
              ExportTraceServiceRequest.newBuilder()
                  .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(spans))
                  .build()));
      Group all =
          other
              .aggregate(
                  new AggregateRequest(
                      Signal.TRACES, RANGE, Expr.TRUE, List.of(), 0, measures, 1, TIMEOUT))
              .groups()
              .getFirst();
      assertThat(all.values().get(0)).isCloseTo(3_500_000, withinPercentage(1));
      assertThat(all.values().get(1)).isCloseTo(5_950_000, withinPercentage(1));
    }
  }
}
