package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Groups;
import dev.weir.store.query.Measure;
import dev.weir.store.query.QueryException;
import dev.weir.store.query.Row;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.TraceSearchRequest;
import dev.weir.store.query.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same questions, made at random, asked of the store on disk and of the one in memory, whose
/// evaluation is naive. The data lie in sealed slices, in the index of the one being written, and
/// in staging tables.
final class OracleTest {
  private static final int QUESTIONS = Integer.getInteger("weir.oracle.questions", 150);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Signal.class,
      names = {"TRACES", "LOGS", "METRICS"})
  void randomQuestions_areAnsweredAlike(Signal signal) throws Exception {
    long seed = Long.getLong("weir.seed", 20260101);
    Random random = new Random(seed);
    StoreConfig config = DuckDbStoreTest.config(folder).withIndexRows(40);
    try (TelemetryStore oracle = Stores.inMemory(1 << 30, Duration.ofDays(1));
        TelemetryStore store = Stores.open(config, OracleTest::print)) {
      Telemetry telemetry = new Telemetry(seed);
      for (int i = 0; i < 6; i++) {
        ByteRange request = request(telemetry, signal, i);
        oracle.append(signal, request);
        store.append(signal, request).awaitCommitted();
      }
      RandomExpressions expressions = new RandomExpressions(signal, random);
      for (int i = 0; i < QUESTIONS; i++) {
        ask(signal, random, expressions, oracle, store, "seed " + seed + ", question " + i);
      }
    }
  }

  private static void print(String warning) {
    System.err.println(warning);
  }

  private static ByteRange request(Telemetry telemetry, Signal signal, int number) {
    return switch (signal) {
      case TRACES -> Telemetry.bytes(telemetry.traces(12, 60));
      case LOGS -> Telemetry.bytes(telemetry.logs(30, 60));
      default -> Telemetry.bytes(telemetry.metrics(number * 3, number * 3 + 3));
    };
  }

  private static void ask(
      Signal signal,
      Random random,
      RandomExpressions expressions,
      TelemetryStore oracle,
      TelemetryStore store,
      String name) {
    Expr filter = expressions.filter(random.nextInt(3));
    TimeRange range = range(random);
    List<Expr> select = List.of(expressions.single(), expressions.number());
    SearchRequest search =
        new SearchRequest(signal, range, filter, select, List.of(), 100_000, TIMEOUT);
    AggregateRequest aggregate = aggregate(signal, random, expressions, filter, range);
    List<String> found;
    try {
      found = texts(store.search(search).rows());
    } catch (QueryException e) {
      assertThat(e).hasMessageContaining("cannot be compared");
      return;
    }
    assertThat(found)
        .as("%s: %s", name, search)
        .containsExactlyInAnyOrderElementsOf(texts(oracle.search(search).rows()));
    if (signal == Signal.TRACES) {
      TraceSearchRequest traces =
          new TraceSearchRequest(range, filter, select, 1 + random.nextInt(30), 2, TIMEOUT);
      assertThat(traceTexts(store, traces))
          .as("%s: %s", name, traces)
          .isEqualTo(traceTexts(oracle, traces));
    }
    try {
      compare(name + ": " + aggregate, store.aggregate(aggregate), oracle.aggregate(aggregate));
    } catch (QueryException e) {
      assertThat(e).hasMessageContaining("cannot be compared");
    }
  }

  private static TimeRange range(Random random) {
    long from = Telemetry.START + (random.nextInt(40) - 20) * Telemetry.SECOND;
    return new TimeRange(from, from + (1 + random.nextInt(60)) * Telemetry.SECOND);
  }

  private static AggregateRequest aggregate(
      Signal signal, Random random, RandomExpressions expressions, Expr filter, TimeRange range) {
    Expr number = expressions.number();
    List<Expr> by = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      by.add(expressions.single());
    }
    return new AggregateRequest(
        signal,
        range,
        filter,
        by,
        random.nextBoolean() ? 0 : 5 * Telemetry.SECOND,
        List.of(
            new Measure.Count(),
            new Measure.CountIf(expressions.filter(1)),
            new Measure.Rate(),
            new Measure.ErrorRate(),
            new Measure.Sum(number),
            new Measure.Avg(number),
            new Measure.Min(number),
            new Measure.Max(number),
            new Measure.Quantile(number, 0.5),
            new Measure.Quantile(number, 0.95),
            new Measure.Histogram(number, List.of(0.0, 200.0, 1e8, 3e8))),
        random.nextInt(3) == 0 ? 3 : 1000,
        TIMEOUT);
  }

  private static void compare(String name, Groups actual, Groups expected) {
    assertThat(actual.cut()).as(name).isEqualTo(expected.cut());
    List<Group> actualGroups = inOneOrder(actual);
    List<Group> expectedGroups = inOneOrder(expected);
    assertThat(actualGroups.stream().map(OracleTest::key).toList())
        .as(name)
        .isEqualTo(expectedGroups.stream().map(OracleTest::key).toList());
    for (int i = 0; i < actualGroups.size(); i++) {
      Group group = actualGroups.get(i);
      Group wanted = expectedGroups.get(i);
      assertThat(group.histogram()).as(name).isEqualTo(wanted.histogram());
      for (int m = 0; m < group.values().size(); m++) {
        @Nullable Double value = group.values().get(m);
        @Nullable Double want = wanted.values().get(m);
        if (want == null || value == null) {
          assertThat(value).as("%s: measure %d of %s", name, m, key(group)).isEqualTo(want);
        } else {
          assertThat(value)
              .as("%s: measure %d of %s", name, m, key(group))
              .isCloseTo(want, within(1e-6 * Math.max(1, Math.abs(want))));
        }
      }
    }
  }

  /// Groups that differ only in the type of an equal number, as 5 and 5.0, may come in any order.
  private static List<Group> inOneOrder(Groups groups) {
    return groups.groups().stream().sorted(Comparator.comparing(OracleTest::key)).toList();
  }

  private static String key(Group group) {
    return group.keys().stream().map(OracleTest::text).toList() + " at " + group.time();
  }

  /// References differ between stores; times and values do not.
  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(OracleTest::text).toList();
  }

  private static String text(Row row) {
    return row.time() + " " + row.values().stream().map(OracleTest::text).toList();
  }

  private static String text(@Nullable Value value) {
    return value instanceof Value.Real(double number)
        ? "Real " + (float) number
        : String.valueOf(value);
  }

  private static List<String> traceTexts(TelemetryStore store, TraceSearchRequest request) {
    return store.searchTraces(request).traces().stream()
        .map(match -> match.summary() + " " + match.matched() + " " + texts(match.spans()))
        .toList();
  }
}
