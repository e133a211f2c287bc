package dev.weir.collector.processors.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.MessageLite;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestMetrics;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Random actions on random attributes of all signals, compared with the same done naively on the
/// official classes.
class RandomActionsTest {
  private static final int ROUNDS = 400;
  private static final List<String> KEYS =
      List.of("a", "b", "c", "ab", "b.c", "long.key.of.several");
  private static final List<Object> VALUES =
      List.of("", "7", "x1", "käse 12", "x".repeat(200), 0L, -1L, 1L << 50, true, false);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void everySignal_endsAsWithTheNaiveWay() {
    for (int round = 0; round < ROUNDS; round++) {
      List<ActionConfig> actions = list(1 + random.nextInt(4), this::anyAction);
      List<List<KeyValue>> items = list(1 + random.nextInt(6), this::anyAttributes);
      for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
        MessageLite given = request(signal, items, Function.identity());
        MessageLite expected = request(signal, items, item -> NaiveActions.run(actions, item));

        assertThat(run(signal, actions, given))
            .as("seed %d, round %d, %s of %s", seed, round, actions, given)
            .isEqualTo(expected);
      }
    }
  }

  private static MessageLite run(Signal signal, List<ActionConfig> actions, MessageLite given) {
    RecordingConsumer next = new RecordingConsumer();
    new AttributesFactory()
        .create(new AttributesConfig(null, null, actions), signal, new TestContext(), next)
        .consume(TestData.batch(given));
    return Stream.of(next.traces(), next.metrics(), next.logs())
        .flatMap(List::stream)
        .map(MessageLite.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static MessageLite request(
      Signal signal, List<List<KeyValue>> items, Function<List<KeyValue>, List<KeyValue>> change) {
    List<KeyValue[]> changed =
        items.stream().map(change).map(item -> item.toArray(KeyValue[]::new)).toList();
    var shop = TestData.resource("shop");
    return switch (signal) {
      case TRACES ->
          TestData.spansRequest(
              shop, changed.stream().map(a -> TestData.span("s", 1, a)).toArray(Span[]::new));
      case LOGS ->
          TestData.logsRequest(
              shop, changed.stream().map(a -> TestData.log("l", a)).toArray(LogRecord[]::new));
      default ->
          TestData.metricsRequest(
              shop,
              changed.stream()
                  .flatMap(a -> TestMetrics.ofEachType(a).stream())
                  .toArray(Metric[]::new));
    };
  }

  private ActionConfig anyAction() {
    String key = any(KEYS);
    ActionType type = any(Arrays.asList(ActionType.values()));
    return switch (type) {
      case INSERT, UPDATE, UPSERT -> {
        ActionConfig action =
            random.nextBoolean()
                ? Actions.set(type, key, any(VALUES))
                : Actions.copy(type, key, any(KEYS));
        yield random.nextBoolean() ? action : Actions.orElse(action, any(VALUES));
      }
      case DELETE, HASH ->
          random.nextBoolean()
              ? Actions.action(type, key)
              : Actions.pattern(
                  type, random.nextBoolean() ? key : "", any(List.of("^a", "b", "z")));
      case EXTRACT -> Actions.pattern(type, key, "(?<a>[a-z])?(?<num>[0-9]+)");
      case CONVERT -> Actions.convert(key, any(Arrays.asList(ConvertedType.values())));
    };
  }

  private List<KeyValue> anyAttributes() {
    List<String> keys = new ArrayList<>(KEYS);
    Collections.shuffle(keys, random);
    return keys.subList(0, random.nextInt(keys.size())).stream()
        .map(key -> TestData.attribute(key, any(VALUES)))
        .toList();
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static <T> List<T> list(int size, java.util.function.Supplier<T> item) {
    return Stream.generate(item).limit(size).toList();
  }
}
