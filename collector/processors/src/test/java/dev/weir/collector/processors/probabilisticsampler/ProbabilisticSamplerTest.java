package dev.weir.collector.processors.probabilisticsampler;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.log;
import static dev.weir.collector.testkit.TestData.span;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.collector.api.Batch;
import dev.weir.collector.processors.CollectorCase;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProbabilisticSamplerTest extends ProcessorContract<ProbabilisticSamplerConfig> {
  private static final ProbabilisticSamplerConfig LOGS = logs(40, 0, null, "record", "", true);

  private static final Map<String, ProbabilisticSamplerConfig> SETTINGS =
      Map.ofEntries(
          Map.entry("hash_25", spans(25, 0, null, 4, true)),
          Map.entry("hash_100", spans(100, 0, null, 4, true)),
          Map.entry("hash_seed_22", spans(15.3, 22, null, 4, true)),
          Map.entry("hash_0", spans(0, 0, null, 4, true)),
          Map.entry("proportional_50", spans(50, 0, Mode.PROPORTIONAL, 4, true)),
          Map.entry("proportional_open", spans(33.3, 0, Mode.PROPORTIONAL, 4, false)),
          Map.entry("proportional_precision", spans(12.7, 0, Mode.PROPORTIONAL, 9, true)),
          Map.entry("proportional_small", spans(0.05, 0, Mode.PROPORTIONAL, 1, true)),
          Map.entry("equalizing_50", spans(50, 0, Mode.EQUALIZING, 4, true)),
          Map.entry("equalizing_90", spans(90, 0, Mode.EQUALIZING, 3, true)),
          Map.entry("logs_hash_25", spans(25, 0, null, 4, true)),
          Map.entry("logs_attribute_id", logs(40, 0, null, "record", "id", true)),
          Map.entry("logs_attribute_n", logs(40, 0xFFFF_FFFFL, null, "traceID", "n", true)),
          Map.entry("logs_attribute_f", logs(40, 0, null, "record", "f", true)),
          Map.entry("logs_attribute_l", logs(40, 0, null, "record", "l", true)),
          Map.entry("logs_proportional", spans(50, 0, Mode.PROPORTIONAL, 4, true)),
          Map.entry("logs_equalizing_open", spans(50, 0, Mode.EQUALIZING, 4, false)),
          Map.entry("logs_priority", priority(10)));

  private final TestContext context = new TestContext("probabilistic_sampler");
  private final RecordingConsumer next = new RecordingConsumer();

  ProbabilisticSamplerTest() {
    super(new ProbabilisticSamplerFactory());
  }

  @Override
  protected ProbabilisticSamplerConfig config() {
    return spans(50, 0, null, 4, false);
  }

  static Stream<CollectorCase> collectorCases() throws IOException {
    return CollectorCase.beside(ProbabilisticSamplerTest.class);
  }

  @ParameterizedTest
  @MethodSource("collectorCases")
  void items_areSampledAsByTheCollector(CollectorCase given) {
    ProbabilisticSamplerConfig config = requireNonNull(SETTINGS.get(given.name()));
    for (Batch batch : given.batches()) {
      consume(config, batch);
    }

    assertThat(CollectorCase.lines(given.signal() == Signal.TRACES ? next.traces() : next.logs()))
        .containsExactlyElementsOf(given.expected());
  }

  @ParameterizedTest
  @CsvSource({"50, HASH_SEED", "10, PROPORTIONAL", "25, EQUALIZING"})
  void percentage_isKeptAndWeightsAddUpToWhatCame(int percentage, Mode mode) {
    Span[] given = randomSpans(20_000, "");
    consume(spans(percentage, 0, mode, 4, true), TestData.spans(given));

    assertThat(next.spans().size())
        .isBetween(given.length * percentage / 100 - 400, given.length * percentage / 100 + 400);
    assertThat(next.spans().stream().mapToDouble(ProbabilisticSamplerTest::weight).sum())
        .isCloseTo(given.length, Percentage.withPercentage(10));
  }

  @ParameterizedTest
  @CsvSource({"'ot=th:8', 0.5", "'ot=rv:9b8233f7e3a151', 1", "'ot=th:c;rv:e05a99c8df8d32', 0.25"})
  void hashSeed_itemsThatWereSampledBefore_areNotDroppedForItAndKeepTheirWeight(
      String traceState, double probability) {
    Span[] given = randomSpans(10_000, traceState);
    consume(spans(50, 0, null, 4, true), TestData.spans(given));

    assertThat(next.spans().size()).isBetween(4700, 5300);
    assertThat(next.spans()).allMatch(span -> Math.abs(weight(span) - 2 / probability) < 1e-3);
    assertThat(context.losses().items("sampling_information")).isZero();

    RecordingConsumer second = new RecordingConsumer();
    factory
        .create(spans(50, 0, Mode.PROPORTIONAL, 4, true), Signal.TRACES, context, second)
        .consume(next.batches().getFirst());
    assertThat(second.spans().size()).isBetween(2200, 2800);
  }

  @Test
  void hashSeed_decidesAlikeWhateverATracesSpansCarry() {
    Span[] given =
        Stream.of("", "ot=th:8", "ot=rv:9b8233f7e3a151;th:4", "other=1")
            .flatMap(
                state -> Stream.of(randomSpans(500, state)).map(span -> span.toBuilder().build()))
            .toArray(Span[]::new);
    consume(spans(30, 5, null, 4, true), TestData.spans(given));

    Map<ByteString, Long> kept =
        next.spans().stream()
            .collect(Collectors.groupingBy(Span::getTraceId, Collectors.counting()));
    assertThat(kept.values()).isNotEmpty().allMatch(count -> count == 4);
  }

  @Test
  void rejected_areCountedByReasonAndPolicy() {
    Span damaged = span("a", 1).toBuilder().setTraceState("=").build();
    consume(spans(100, 0, null, 4, true), TestData.spans(damaged, span("b", 2)));
    consume(spans(0, 0, null, 4, true), TestData.spans(span("c", 3), span("d", 4)));

    assertThat(next.spanNames()).containsExactly("b");
    assertThat(context.losses().items("sampling_information")).isEqualTo(1);
    assertThat(context.losses().items("not_sampled")).isEqualTo(2);
    assertThat(
            context
                .telemetry()
                .value(
                    "otelcol_processor_probabilistic_sampler_count_traces_sampled",
                    "policy",
                    "trace_id_hash",
                    "sampled",
                    "true"))
        .isEqualTo(1);
  }

  @Test
  void priorityOfLogs_isAPercentageAndZeroRejects() {
    consume(
        priority(100),
        TestData.logs(
            log("never", attribute("prio", 0)),
            log("always", attribute("prio", 250)),
            log("above", attribute("prio", 99.9))));

    assertThat(next.logBodies()).containsExactly("always", "above");
  }

  @Test
  void consistentModes_takeAnAttributeWhereThereIsNoTraceId() {
    consume(
        logs(100, 0, Mode.PROPORTIONAL, "traceID", "id", true),
        TestData.logs(log("a", attribute("id", "x")), log("b")));

    assertThat(next.logBodies()).containsExactly("a");
    assertThat(next.logRecords().getFirst().getAttributesList())
        .extracting(attribute -> attribute.getKey())
        .containsExactly("id", "sampling.randomness", "sampling.threshold");
  }

  @Test
  void everythingPassesUnchanged_handsOnTheSameBatch() {
    Batch batch = TestData.spans(span("a", 1).toBuilder().setTraceState("ot=th:0").build());
    consume(spans(100, 0, Mode.EQUALIZING, 4, true), batch);

    assertThat(next.batches()).containsExactly(batch);
  }

  @Test
  void settingsThatCannotWork_areReported() {
    var config =
        new ProbabilisticSamplerConfig(
            -1, 1L << 32, null, true, 15, AttributeSource.RECORD, "", "");

    assertThat(TestProblems.of(config).settings())
        .containsExactly("sampling_percentage", "hash_seed", "sampling_precision");
    assertThat(TestProblems.of(spans(1e-16, 0, null, 4, true)).settings())
        .containsExactly("sampling_percentage");
    assertThat(TestProblems.of(LOGS).warnings()).hasSize(1);
  }

  private void consume(ProbabilisticSamplerConfig config, Batch batch) {
    factory.create(config, batch.signal(), context, next).consume(batch);
  }

  private static Span[] randomSpans(int count, String traceState) {
    Random random = new Random(42);
    return IntStream.range(0, count)
        .mapToObj(i -> {
          byte[] id =
              ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(random.nextLong()).array();
          return span("s" + i, i).toBuilder()
              .setTraceId(ByteString.copyFrom(id))
              .setTraceState(traceState)
              .build();
        })
        .toArray(Span[]::new);
  }

  /// For how many spans one stands, by its threshold.
  private static double weight(Span span) {
    String threshold = span.getTraceState().replaceAll(".*th:([0-9a-f]+).*", "$1");
    long bits = Long.parseLong(threshold + "0".repeat(14 - threshold.length()), 16);
    return 0x1p56 / ((1L << 56) - bits);
  }

  private static ProbabilisticSamplerConfig spans(
      double percentage, long seed, @Nullable Mode mode, int precision, boolean failClosed) {
    return new ProbabilisticSamplerConfig(
        percentage, seed, mode, failClosed, precision, AttributeSource.TRACE_ID, "", "");
  }

  private static ProbabilisticSamplerConfig logs(
      double percentage,
      long seed,
      @Nullable Mode mode,
      String source,
      String attribute,
      boolean failClosed) {
    return new ProbabilisticSamplerConfig(
        percentage,
        seed,
        mode,
        failClosed,
        4,
        source.equals("record") ? AttributeSource.RECORD : AttributeSource.TRACE_ID,
        attribute,
        "");
  }

  private static ProbabilisticSamplerConfig priority(double percentage) {
    return new ProbabilisticSamplerConfig(
        percentage, 0, null, true, 4, AttributeSource.TRACE_ID, "", "prio");
  }
}
