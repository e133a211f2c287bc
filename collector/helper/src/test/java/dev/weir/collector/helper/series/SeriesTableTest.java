package dev.weir.collector.helper.series;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.metrics.NumberDataPointView;
import dev.weir.otlp.resource.ResourceView;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeriesTableTest {
  private final AtomicLong clock = new AtomicLong(-1_000_000_000_000L);
  private final SeriesTable<Long> table = table(1000, Duration.ofSeconds(10), false);

  @Test
  void attributesInAnyOrder_areOneSeries() {
    count(table, "m", attribute("a", 1), attribute("b", "x"), attribute("c", true));
    count(table, "m", attribute("c", true), attribute("a", 1), attribute("b", "x"));

    assertThat(table.size()).isEqualTo(1);
    assertThat(value(table, "m", attribute("b", "x"), attribute("c", true), attribute("a", 1)))
        .isEqualTo(2);
  }

  @Test
  void whatIdentifiesASeries_tellsSeriesApart() {
    Resource shop = resource("shop");
    count(table, shop, "s", "m", "1", MetricView.Data.SUM, 2, true);
    count(table, resource("other"), "s", "m", "1", MetricView.Data.SUM, 2, true);
    count(table, shop, "other", "m", "1", MetricView.Data.SUM, 2, true);
    count(table, shop, "s", "other", "1", MetricView.Data.SUM, 2, true);
    count(table, shop, "s", "m", "s", MetricView.Data.SUM, 2, true);
    count(table, shop, "s", "m", "1", MetricView.Data.GAUGE, 2, true);
    count(table, shop, "s", "m", "1", MetricView.Data.SUM, 1, true);
    count(table, shop, "s", "m", "1", MetricView.Data.SUM, 2, false);
    count(table, shop, "s", "m", "1", MetricView.Data.SUM, 2, true, attribute("a", 1));
    count(table, shop, "s", "m", "1", MetricView.Data.SUM, 2, true, attribute("a", "1"));
    count(table, shop, "s", "", "m1", MetricView.Data.SUM, 2, true);

    assertThat(table.size()).isEqualTo(11);
  }

  @Test
  void uncommittedChanges_areTakenBack() {
    count(table, "old");
    try (SeriesCursor<Long> cursor = cursor(table, "old")) {
      add(cursor);
      add(cursor);
    }
    try (SeriesCursor<Long> cursor = cursor(table, "new")) {
      add(cursor);
    }

    assertThat(table.size()).isEqualTo(1);
    assertThat(value(table, "old")).isEqualTo(1);
  }

  @Test
  void changeThatAnotherOneFollowed_isNotTakenBack() {
    try (SeriesCursor<Long> cursor = cursor(table, "m")) {
      add(cursor);
      count(table, "m");
    }

    assertThat(value(table, "m")).isEqualTo(2);
  }

  @Test
  void staleSeries_areForgotten() {
    count(table, "a");
    clock.addAndGet(Duration.ofSeconds(6).toNanos());
    count(table, "b");
    clock.addAndGet(Duration.ofSeconds(6).toNanos());

    assertThat(table.size()).isEqualTo(1);
    assertThat(table.expired()).isEqualTo(1);
    assertThat(value(table, "b")).isEqualTo(1);
  }

  @Test
  void fullTable_refusesNewSeriesAndServesOldOnes() {
    SeriesTable<Long> small = table(2, Duration.ZERO, false);
    count(small, "a");
    count(small, "b");
    try (SeriesCursor<Long> cursor = cursor(small, "c")) {
      assertThat(add(cursor)).isFalse();
    }
    count(small, "a");

    assertThat(small.refused()).isEqualTo(1);
    assertThat(value(small, "a")).isEqualTo(2);
  }

  @Test
  void fullTable_forgetsTheOldest() {
    SeriesTable<Long> small = table(64, Duration.ZERO, true);
    for (int i = 0; i < 1000; i++) {
      count(small, "m", attribute("i", i));
      count(small, "m", attribute("i", -1));
    }

    assertThat(small.size()).isLessThan(64 + 16);
    assertThat(small.evicted()).isEqualTo(1001 - small.size());
    assertThat(value(small, "m", attribute("i", -1))).isEqualTo(1000);
  }

  @Test
  void randomUse_givesWhatAMapGives() {
    Random random = new Random(7);
    Map<String, Long> expected = new HashMap<>();
    for (int i = 0; i < 5000; i++) {
      List<KeyValue> attributes = new ArrayList<>();
      for (String key : List.of("a", "b", "c")) {
        if (random.nextInt(3) > 0) {
          attributes.add(attribute(key, random.nextInt(4)));
        }
      }
      String name = "m" + random.nextInt(3);
      String key = name + attributes;
      Collections.shuffle(attributes, random);
      count(table, name, attributes.toArray(KeyValue[]::new));
      expected.merge(key, 1L, Long::sum);
      assertThat(value(table, name, attributes.toArray(KeyValue[]::new)))
          .isEqualTo(expected.get(key));
    }
    assertThat(table.size()).isEqualTo(expected.size());
  }

  @Test
  void manyThreads_loseNoCount() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < 500; i++) {
                  count(table, "m" + i % 5, attribute("i", i % 50));
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    long sum = 0;
    for (int i = 0; i < 50; i++) {
      sum += value(table, "m" + i % 5, attribute("i", i));
    }
    assertThat(sum).isEqualTo(4000);
    assertThat(table.size()).isEqualTo(50);
  }

  private SeriesTable<Long> table(long max, Duration stale, boolean forget) {
    return new SeriesTable<>(
        new SeriesLimits(
            max,
            stale,
            forget ? SeriesLimits.WhenFull.FORGET_OLDEST : SeriesLimits.WhenFull.REFUSE),
        clock::get);
  }

  private static SeriesCursor<Long> cursor(SeriesTable<Long> table, String metric) {
    SeriesCursor<Long> cursor = table.open();
    enter(cursor, resource("shop"), "s", metric, "1", MetricView.Data.SUM, 2, true);
    return cursor;
  }

  private static boolean add(SeriesCursor<Long> cursor, KeyValue... attributes) {
    return cursor.update(view(attributes), before -> before == null ? 1L : before + 1);
  }

  private static void count(SeriesTable<Long> table, String metric, KeyValue... attributes) {
    try (SeriesCursor<Long> cursor = cursor(table, metric)) {
      assertThat(add(cursor, attributes)).isTrue();
      cursor.commit();
    }
  }

  private static void count(
      SeriesTable<Long> table,
      Resource resource,
      String scope,
      String metric,
      String unit,
      MetricView.Data kind,
      int temporality,
      boolean monotonic,
      KeyValue... attributes) {
    try (SeriesCursor<Long> cursor = table.open()) {
      enter(cursor, resource, scope, metric, unit, kind, temporality, monotonic);
      assertThat(add(cursor, attributes)).isTrue();
      cursor.commit();
    }
  }

  private static long value(SeriesTable<Long> table, String metric, KeyValue... attributes) {
    long[] value = new long[1];
    try (SeriesCursor<Long> cursor = cursor(table, metric)) {
      cursor.update(
          view(attributes),
          before -> {
            value[0] = before == null ? 0 : before;
            return before;
          });
    }
    return value[0];
  }

  private static void enter(
      SeriesCursor<Long> cursor,
      Resource resource,
      String scope,
      String metric,
      String unit,
      MetricView.Data kind,
      int temporality,
      boolean monotonic) {
    byte[] resourceBytes = resource.toByteArray();
    cursor.resource(new ResourceView().wrap(resourceBytes, 0, resourceBytes.length));
    byte[] scopeBytes = TestData.scope(scope).toByteArray();
    cursor.scope(new InstrumentationScopeView().wrap(scopeBytes, 0, scopeBytes.length));
    cursor.metric(text(metric), text(unit), kind, temporality, monotonic);
  }

  private static BytesView text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return new BytesView().wrap(utf8, 0, utf8.length);
  }

  private static AttributesView view(KeyValue... attributes) {
    byte[] point =
        NumberDataPoint.newBuilder()
            .setTimeUnixNano(5)
            .addAllAttributes(Arrays.asList(attributes))
            .build()
            .toByteArray();
    return new NumberDataPointView().wrap(point, 0, point.length).attributes();
  }
}
