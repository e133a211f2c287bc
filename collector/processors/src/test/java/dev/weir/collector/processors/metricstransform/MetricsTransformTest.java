package dev.weir.collector.processors.metricstransform;

import static dev.weir.collector.processors.MetricData.CUMULATIVE;
import static dev.weir.collector.processors.MetricData.DELTA;
import static dev.weir.collector.processors.MetricData.exponential;
import static dev.weir.collector.processors.MetricData.exponentialPoint;
import static dev.weir.collector.processors.MetricData.gauge;
import static dev.weir.collector.processors.MetricData.histogram;
import static dev.weir.collector.processors.MetricData.histogramPoint;
import static dev.weir.collector.processors.MetricData.point;
import static dev.weir.collector.processors.MetricData.sum;
import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Processor;
import dev.weir.collector.helper.matching.MatchType;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestMetrics;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTransformTest extends ProcessorContract<MetricsTransformConfig> {
  private static final KeyValue AX = attribute("a", "x");
  private static final KeyValue AY = attribute("a", "y");
  private static final KeyValue B1 = attribute("b", "1");
  private static final KeyValue B2 = attribute("b", "2");
  private static final Metric G = gauge("g", point(0, 1, 1, AX, B1), point(0, 1, 2, AY, B1));

  private final RecordingConsumer next = new RecordingConsumer();
  private final TestContext context = new TestContext("metrics_transform");

  MetricsTransformTest() {
    super(new MetricsTransformFactory());
  }

  @Test
  void update_renames() {
    assertThat(run(transform("g", TransformAction.UPDATE, "n"), G, gauge("o", point(0, 1, 1))))
        .containsExactly(named(G, "n"), gauge("o", point(0, 1, 1)));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "g(.),       agb,  n_${1}_$1x, n_b_",
        "^(g)$,      g,    new_$1,     new_g",
        "^(?P<k>g)$, g,    $k.$$.$,    g.$.$",
        "^g(x?)$,    g,    ${1},       ${1}",
        "g,          g,    ${9}n${no}, n",
        "g,          g,    a$,         a$",
        "g,          g,    a$-b,       a$-b",
        "g,          g,    a${b,       a${b",
      })
  void regexp_expandsGroupsInTheNewName(
      String include, String name, String newName, String expected) {
    assertThat(run(regexp(include, TransformAction.UPDATE, newName), gauge(name, point(0, 1, 1))))
        .containsExactly(gauge(expected, point(0, 1, 1)));
  }

  @Test
  void strict_takesTheNewNameAsItIs() {
    assertThat(run(transform("g", TransformAction.UPDATE, "$1"), G))
        .containsExactly(named(G, "$1"));
  }

  @Test
  void insert_addsAChangedCopyBehindTheOthers() {
    assertThat(
            run(
                transform("g", TransformAction.INSERT, "n", addLabel("v", "w {{version}}")),
                G,
                gauge("o", point(0, 1, 1))))
        .containsExactly(
            G,
            gauge("o", point(0, 1, 1)),
            gauge(
                "n",
                point(0, 1, 1, AX, B1, attribute("v", "w 0.0.1")),
                point(0, 1, 2, AY, B1, attribute("v", "w 0.0.1"))));
  }

  @Test
  void laterTransforms_seeWhatEarlierOnesLeft() {
    assertThat(
            run(
                List.of(
                    transform("g", TransformAction.INSERT, "n"),
                    transform("n", TransformAction.UPDATE, "m"),
                    transform("g", TransformAction.UPDATE, "h")),
                G))
        .containsExactly(named(G, "h"), named(G, "m"));
  }

  @Test
  void matchLabels_restrictUpdateToTheirPoints() {
    TransformConfig config =
        withLabels(
            transform(
                "g",
                TransformAction.UPDATE,
                "n",
                updateLabel("b", "B", Map.of("1", "one")),
                addLabel("z", "z"),
                operation(OperationAction.TOGGLE_SCALAR_DATA_TYPE)),
            Map.of("a", "x"));

    assertThat(run(config, G))
        .containsExactly(
            gauge("g", point(0, 1, 1.0, AX, attribute("B", "one")), point(0, 1, 2, AY, B1)));
    assertThat(run(config, gauge("g", point(0, 1, 1, AX))))
        .last()
        .isEqualTo(gauge("n", point(0, 1, 1.0, AX, attribute("z", "z"))));
  }

  @Test
  void matchLabels_restrictInsertToTheirPoints() {
    TransformConfig config =
        withLabels(transform("g", TransformAction.INSERT, "n"), Map.of("a", "x"));

    assertThat(run(config, G)).containsExactly(G, gauge("n", point(0, 1, 1, AX, B1)));
  }

  @Test
  void matchLabels_emptyValueAsksForNoSuchLabel() {
    TransformConfig config =
        withLabels(transform("g", TransformAction.INSERT, "n"), Map.of("c", "", "a", "y"));

    assertThat(run(config, G)).containsExactly(G, gauge("n", point(0, 1, 2, AY, B1)));
  }

  @Test
  void updateLabel_renamesAndReplacesWhatHadTheNewName() {
    assertThat(run(transform("g", TransformAction.UPDATE, "", updateLabel("a", "b", Map.of())), G))
        .containsExactly(
            gauge("g", point(0, 1, 1, attribute("b", "x")), point(0, 1, 2, attribute("b", "y"))));
  }

  @Test
  void labelValues_thatAreNoTextsAreComparedAsTexts() {
    Metric metric =
        gauge("g", point(0, 1, 1, attribute("a", 5)), point(0, 1, 1, attribute("a", "")));
    assertThat(
            run(
                transform(
                    "g",
                    TransformAction.UPDATE,
                    "",
                    updateLabel("a", "", Map.of("", "empty", "5", "five"))),
                metric))
        .containsExactly(
            gauge(
                "g",
                point(0, 1, 1, attribute("a", "five")),
                point(0, 1, 1, attribute("a", "empty"))));
  }

  @Test
  void deleteLabelValue_dropsPointsAndEmptyMetrics() {
    TransformConfig config = transform("g", TransformAction.UPDATE, "", deleteValue("a", "x"));

    assertThat(run(config, G, gauge("o", point(0, 1, 1))))
        .containsExactly(gauge("g", point(0, 1, 2, AY, B1)), gauge("o", point(0, 1, 1)));
    assertThat(context.losses().items("deleted_label_value")).isEqualTo(1);
    assertThat(run(config, gauge("g", point(0, 1, 1, AX)))).hasSize(2);
    assertThat(next.batches()).hasSize(1);
  }

  @Test
  void toggleScalarDataType_turnsNumbersRound() {
    assertThat(
            run(
                transform(
                    "g",
                    TransformAction.UPDATE,
                    "",
                    operation(OperationAction.TOGGLE_SCALAR_DATA_TYPE)),
                gauge("g", point(0, 1, 1500), point(0, 1, 2.7), point(0, 1, -2.7))))
        .containsExactly(gauge("g", point(0, 1, 1500.0), point(0, 1, 2), point(0, 1, -2)));
  }

  @Test
  void scaleValue_keepsFractionsOfWholeNumbers() {
    assertThat(
            run(
                transform("g", TransformAction.UPDATE, "", scale(0.001)),
                gauge("g", point(0, 1, 1500), point(0, 1, 2000), point(0, 1, 2.5))))
        .containsExactly(gauge("g", point(0, 1, 1.5), point(0, 1, 2), point(0, 1, 0.0025)));
  }

  @Test
  void scaleValue_movesHistograms() {
    HistogramDataPoint point =
        histogramPoint(0, 1, 5.5, 1, 1, 1).toBuilder().setMin(0.5).setMax(3).build();
    HistogramDataPoint scaled =
        point.toBuilder()
            .setSum(5500)
            .setMin(500)
            .setMax(3000)
            .clearExplicitBounds()
            .addAllExplicitBounds(List.of(1000.0, 2000.0))
            .build();
    assertThat(
            run(
                regexp(".", TransformAction.UPDATE, "", scale(1000)),
                histogram("h", CUMULATIVE, point),
                exponential("e", CUMULATIVE, exponentialPoint(0, 1, 5.5, 2, 1, 1, 2))))
        .containsExactly(
            histogram("h", CUMULATIVE, scaled),
            exponential("e", CUMULATIVE, exponentialPoint(0, 1, 5500, 2, 41, 1, 2)));
  }

  @Test
  void scaleValue_scalesExemplars() {
    List<Metric> scaled =
        run(transform("sum", TransformAction.UPDATE, "", scale(2)), TestMetrics.sum("sum", 3));

    assertThat(scaled.getFirst().getSum().getDataPoints(0).getExemplars(0).getAsDouble())
        .isEqualTo(0.5);
    assertThat(scaled.getFirst().getSum().getDataPoints(0).getExemplars(0).getTraceId())
        .isEqualTo(TestData.traceId(9));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "SUM, 1, 2, 4, 7",
        "MEAN, 1, 2, 3, 2",
        "MEDIAN, 1, 2, 9, 2",
        "MIN, 3, 1, 2, 1",
        "MAX, 3, 1, 2, 3",
        "COUNT, 3, 1, 2, 3",
        "-, 3, 1, 2, 3",
      })
  void aggregateLabels_makesOneOfPointsThatBecomeAlike(
      @Nullable AggregationType type, long a, long b, long c, long expected) {
    Metric metric =
        gauge(
            "g",
            point(0, 1, a, AX, B1),
            point(0, 1, b, AY, B1),
            point(0, 1, c, B1),
            point(0, 2, 8, AX, B1));
    long single = type == AggregationType.COUNT ? 1 : 8;

    assertThat(run(transform("g", TransformAction.UPDATE, "", aggregate(type, "b")), metric))
        .containsExactly(gauge("g", point(0, 1, expected, B1), point(0, 2, single, B1)));
    assertThat(context.losses().items("no_aggregation_type")).isEqualTo(type == null ? 2 : 0);
  }

  @Test
  void aggregateLabels_keepsFractions() {
    assertThat(
            run(
                transform("g", TransformAction.UPDATE, "", aggregate(AggregationType.MEAN)),
                gauge("g", point(0, 1, 1, AX), point(0, 1, 2, AY))))
        .containsExactly(gauge("g", point(0, 1, 1.5)));
    assertThat(
            run(
                transform("g", TransformAction.UPDATE, "", aggregate(AggregationType.SUM)),
                gauge("g", point(0, 1, 1, AX), point(0, 1, 2.5, AY))))
        .last()
        .isEqualTo(gauge("g", point(0, 1, 3.5)));
  }

  @Test
  void aggregateLabels_addsHistogramsOfTheSameBoundsAndTheirExtremes() {
    HistogramDataPoint x =
        histogramPoint(5, 9, 5, 1, 1, 1).toBuilder().addAttributes(AX).setMin(0.5).build();
    HistogramDataPoint y =
        histogramPoint(3, 9, 6, 1, 2, 1).toBuilder().addAttributes(AY).setMin(0.2).build();
    HistogramDataPoint other = histogramPoint(3, 9, 6, 1, 2).toBuilder().addAttributes(B1).build();
    assertThat(
            run(
                transform("h", TransformAction.UPDATE, "", aggregate(AggregationType.MAX)),
                histogram("h", CUMULATIVE, x, y, other)))
        .containsExactly(
            histogram(
                "h",
                CUMULATIVE,
                histogramPoint(3, 9, 11, 2, 3, 2).toBuilder().setMin(0.2).build(),
                histogramPoint(3, 9, 6, 1, 2)));
  }

  @Test
  void aggregateLabels_addsExponentialHistogramsOfAnyScale() {
    assertThat(
            run(
                transform("e", TransformAction.UPDATE, "", aggregate(AggregationType.SUM)),
                exponential(
                    "e",
                    CUMULATIVE,
                    exponentialPoint(0, 1, 5, 3, 0, 1, 1, 1).toBuilder().addAttributes(AX).build(),
                    exponentialPoint(0, 1, 6, 1, 0, 1, 1))))
        .containsExactly(exponential("e", CUMULATIVE, exponentialPoint(0, 1, 11, 1, 0, 4, 1)));
  }

  @Test
  void aggregateLabels_keepsDeltasOfOtherTimesApartAndSummariesAsTheyAre() {
    Metric delta = sum("d", DELTA, true, point(1, 3, 1, AX), point(2, 3, 2, AY));
    Metric summary = TestMetrics.summary("s", AX);
    assertThat(
            run(
                regexp(".", TransformAction.UPDATE, "", aggregate(AggregationType.SUM)),
                delta,
                summary))
        .containsExactly(sum("d", DELTA, true, point(1, 3, 1), point(2, 3, 2)), summary);
  }

  @Test
  void aggregateLabelValues_makesOneValueOfSeveral() {
    OperationConfig operation =
        new OperationConfig(
            OperationAction.AGGREGATE_LABEL_VALUES,
            "a",
            "",
            "",
            "z",
            List.of(),
            List.of("x", "y"),
            AggregationType.SUM,
            0,
            List.of());
    assertThat(
            run(
                transform("g", TransformAction.UPDATE, "", operation),
                gauge(
                    "g",
                    point(0, 1, 1, AX),
                    point(0, 1, 4, AY),
                    point(0, 1, 5, attribute("a", "q")),
                    point(0, 1, 6))))
        .containsExactly(
            gauge(
                "g",
                point(0, 1, 5, attribute("a", "z")),
                point(0, 1, 5, attribute("a", "q")),
                point(0, 1, 6)));
  }

  @Test
  void combine_makesLabelsOfGroups() {
    TransformConfig config = combine("^m_(?P<method>.*)_([a-z]*)$", "all", SubmatchCase.UPPER);
    assertThat(
            run(
                config,
                sum("m_get_x", CUMULATIVE, true, point(0, 1, 1, AX)),
                gauge("o", point(0, 1, 1)),
                sum("m_put_", CUMULATIVE, true, point(0, 1, 2, AX))))
        .containsExactly(
            gauge("o", point(0, 1, 1)),
            sum(
                    "all",
                    CUMULATIVE,
                    true,
                    point(0, 1, 1, AX, attribute("method", "GET"), attribute("$2", "X")),
                    point(0, 1, 2, AX, attribute("method", "PUT")))
                .toBuilder()
                .setDescription("about m_get_x")
                .build());
  }

  @Test
  void combine_aggregatesAlikePoints() {
    assertThat(
            run(
                combine("^m_", "all", null),
                sum("m_get", CUMULATIVE, true, point(5, 9, 1, AX)),
                sum("m_put", CUMULATIVE, true, point(3, 9, 2.5, AX))))
        .containsExactly(
            sum("all", CUMULATIVE, true, point(3, 9, 3.5, AX)).toBuilder()
                .setDescription("about m_get")
                .build());
  }

  @Test
  void combine_leavesWhatDoesNotFitTogether() {
    Metric a = sum("m_a", CUMULATIVE, true, point(0, 1, 1, AX));
    List<Metric> others =
        List.of(
            sum("m_b", CUMULATIVE, true, point(0, 1, 1, B1)),
            sum("m_b", DELTA, true, point(0, 1, 1, AX)),
            sum("m_b", CUMULATIVE, false, point(0, 1, 1, AX)),
            gauge("m_b", point(0, 1, 1, AX)),
            sum("m_b", CUMULATIVE, true, point(0, 1, 1, AX)).toBuilder().setUnit("s").build());
    for (Metric other : others) {
      Batch batch = TestData.metrics(a, other);
      create(combine("^m_", "all", null)).consume(batch);
      assertThat(next.batches()).last().isSameAs(batch);
    }
  }

  @Test
  void group_movesMetricsToAResourceWithMoreAttributes() {
    TransformConfig config =
        new TransformConfig(
            "^k8s",
            MatchType.REGEXP,
            Map.of(),
            TransformAction.GROUP,
            "",
            Map.of("t", "pod", "service.name", "new"),
            null,
            null,
            List.of());
    run(config, gauge("k8s.a", point(0, 1, 1)), gauge("o", point(0, 1, 1)));

    assertThat(next.metricNames()).containsExactly("o", "k8s.a");
    assertThat(next.resources())
        .extracting(resource -> resource.getAttributesList())
        .containsExactly(
            resource("shop").getAttributesList(),
            List.of(attribute("service.name", "new"), attribute("t", "pod")));
    var moved = next.metrics().getFirst().getResourceMetrics(1);
    assertThat(moved.getSchemaUrl()).isEqualTo("https://example/resource");
    assertThat(moved.getScopeMetrics(0).getScope()).isEqualTo(TestData.scope("test"));
    assertThat(moved.getScopeMetrics(0).getSchemaUrl()).isEqualTo("https://example/scope");
  }

  @Test
  void group_leavesPointsThatDoNotMatchAndMayMoveAll() {
    TransformConfig config =
        new TransformConfig(
            "g",
            MatchType.STRICT,
            Map.of("a", "x"),
            TransformAction.GROUP,
            "",
            Map.of("t", "pod"),
            null,
            null,
            List.of());

    assertThat(run(config, G))
        .containsExactly(gauge("g", point(0, 1, 2, AY, B1)), gauge("g", point(0, 1, 1, AX, B1)));
    run(config, gauge("g", point(0, 1, 1, AX)));
    assertThat(next.metrics().getLast().getResourceMetricsCount()).isEqualTo(1);
  }

  @Test
  void nothingMatched_handsOnTheSameBatch() {
    Batch batch = TestData.metrics(TestMetrics.ofEachType(B2).toArray(Metric[]::new));
    create(transform("zzz", TransformAction.UPDATE, "n"), combine("^zzz", "all", null))
        .consume(batch);

    assertThat(next.batches()).containsExactly(batch);
  }

  @Test
  void everyOperation_worksOnEveryType() {
    Batch batch = TestData.metrics(TestMetrics.ofEachType(AX, B1).toArray(Metric[]::new));
    create(
            regexp(
                ".",
                TransformAction.UPDATE,
                "",
                addLabel("n", "v"),
                updateLabel("a", "c", Map.of()),
                scale(2),
                operation(OperationAction.TOGGLE_SCALAR_DATA_TYPE),
                aggregate(AggregationType.SUM, "c", "n")))
        .consume(batch);

    assertThat(next.items()).isEqualTo(batch.items());
  }

  @Test
  void problems_areNamed() {
    assertThat(
            TestProblems.of(
                    new MetricsTransformConfig(
                        List.of(
                            TransformConfig.defaults(),
                            transform("a", TransformAction.INSERT, ""),
                            regexp("(", TransformAction.COMBINE, ""),
                            transform("a", TransformAction.GROUP, ""),
                            transform(
                                "a",
                                TransformAction.UPDATE,
                                "",
                                OperationConfig.defaults(),
                                addLabel("", ""),
                                updateLabel("", "x", Map.of()),
                                scale(0)))))
                .settings())
        .containsExactly(
            "transforms::0::include",
            "transforms::0::action",
            "transforms::1::new_name",
            "transforms::2::include",
            "transforms::2::new_name",
            "transforms::3::group_resource_labels",
            "transforms::4::operations::0::action",
            "transforms::4::operations::1::new_label",
            "transforms::4::operations::1::new_value",
            "transforms::4::operations::2::label",
            "transforms::4::operations::3::experimental_scale");
  }

  /// All metrics handed on so far, after a batch of these.
  private List<Metric> run(TransformConfig transform, Metric... metrics) {
    return run(List.of(transform), metrics);
  }

  private List<Metric> run(List<TransformConfig> transforms, Metric... metrics) {
    create(transforms.toArray(TransformConfig[]::new)).consume(TestData.metrics(metrics));
    return next.metricList();
  }

  private Processor create(TransformConfig... transforms) {
    return factory.create(
        new MetricsTransformConfig(Arrays.asList(transforms)), Signal.METRICS, context, next);
  }

  private static Metric named(Metric metric, String name) {
    return metric.toBuilder().setName(name).build();
  }

  private static TransformConfig transform(
      String include, TransformAction action, String newName, OperationConfig... operations) {
    return new TransformConfig(
        include,
        MatchType.STRICT,
        Map.of(),
        action,
        newName,
        Map.of(),
        null,
        null,
        Arrays.asList(operations));
  }

  private static TransformConfig regexp(
      String include, TransformAction action, String newName, OperationConfig... operations) {
    return new TransformConfig(
        include,
        MatchType.REGEXP,
        Map.of(),
        action,
        newName,
        Map.of(),
        null,
        null,
        Arrays.asList(operations));
  }

  private static TransformConfig combine(
      String include, String newName, @Nullable SubmatchCase letters) {
    return new TransformConfig(
        include,
        MatchType.REGEXP,
        Map.of(),
        TransformAction.COMBINE,
        newName,
        Map.of(),
        AggregationType.SUM,
        letters,
        List.of());
  }

  private static TransformConfig withLabels(TransformConfig config, Map<String, String> labels) {
    return new TransformConfig(
        config.include(),
        config.matchType(),
        labels,
        config.action(),
        config.newName(),
        Map.of(),
        null,
        null,
        config.operations());
  }

  private static OperationConfig operation(OperationAction action) {
    return new OperationConfig(action, "", "", "", "", List.of(), List.of(), null, 0, List.of());
  }

  private static OperationConfig addLabel(String label, String value) {
    return new OperationConfig(
        OperationAction.ADD_LABEL, "", label, "", value, List.of(), List.of(), null, 0, List.of());
  }

  private static OperationConfig updateLabel(
      String label, String newLabel, Map<String, String> values) {
    return new OperationConfig(
        OperationAction.UPDATE_LABEL,
        label,
        newLabel,
        "",
        "",
        List.of(),
        List.of(),
        null,
        0,
        values.entrySet().stream()
            .map(value -> new ValueAction(value.getKey(), value.getValue()))
            .toList());
  }

  private static OperationConfig deleteValue(String label, String value) {
    return new OperationConfig(
        OperationAction.DELETE_LABEL_VALUE,
        label,
        "",
        value,
        "",
        List.of(),
        List.of(),
        null,
        0,
        List.of());
  }

  private static OperationConfig scale(double factor) {
    return new OperationConfig(
        OperationAction.EXPERIMENTAL_SCALE_VALUE,
        "",
        "",
        "",
        "",
        List.of(),
        List.of(),
        null,
        factor,
        List.of());
  }

  private static OperationConfig aggregate(@Nullable AggregationType type, String... kept) {
    return new OperationConfig(
        OperationAction.AGGREGATE_LABELS,
        "",
        "",
        "",
        "",
        List.of(kept),
        List.of(),
        type,
        0,
        List.of());
  }
}
