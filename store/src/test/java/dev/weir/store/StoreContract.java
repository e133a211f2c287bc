package dev.weir.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.store.query.AggregateRequest;
import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Expr;
import dev.weir.store.query.Group;
import dev.weir.store.query.Groups;
import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Measure;
import dev.weir.store.query.Order;
import dev.weir.store.query.ProfileRequest;
import dev.weir.store.query.QueryException;
import dev.weir.store.query.Row;
import dev.weir.store.query.Rows;
import dev.weir.store.query.Scope;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.Series;
import dev.weir.store.query.SeriesRequest;
import dev.weir.store.query.TimeRange;
import dev.weir.store.query.TraceMatch;
import dev.weir.store.query.TraceSearchRequest;
import dev.weir.store.query.Value;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store does.
abstract class StoreContract {
  static final Duration TIMEOUT = Duration.ofMinutes(1);
  static final TimeRange RANGE =
      new TimeRange(
          Telemetry.START - 10 * Telemetry.SECOND, Telemetry.START + 100 * Telemetry.SECOND);

  TelemetryStore store;

  abstract TelemetryStore open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void anEmptyStore_answersEverythingWithNothing() {
    assertThat(search(Signal.LOGS, Expr.TRUE).rows()).isEmpty();
    assertThat(store.searchTraces(traces(Expr.TRUE)).traces()).isEmpty();
    assertThat(store.trace("0102030405060708090a0b0c0d0e0f10").length()).isZero();
    assertThat(store.aggregate(count(Signal.TRACES, List.of(), 0)).groups()).isEmpty();
    assertThat(store.metrics(RANGE, Expr.TRUE)).isEmpty();
    assertThat(store.attributeKeys(Signal.TRACES, RANGE)).isEmpty();
    assertThat(requireNonNull(store.stats().signals().get(Signal.TRACES)).items()).isZero();
  }

  @Test
  void everyTrace_comesBackAsItCame() throws Exception {
    ExportTraceServiceRequest sent = new Telemetry(1).traces(40, 60);
    store.append(Signal.TRACES, Telemetry.bytes(sent)).awaitCommitted();
    Set<String> ids = new HashSet<>();
    for (TraceMatch match : store.searchTraces(traces(Expr.TRUE)).traces()) {
      ids.add(match.summary().traceId());
    }
    assertThat(ids).hasSize(40);
    for (String id : ids) {
      ExportTraceServiceRequest back = parse(store.trace(id));
      List<ResourceSpans> expected =
          sent.getResourceSpansList().stream().filter(each -> traceId(each).equals(id)).toList();
      assertThat(back.getResourceSpansList()).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void aBatchThatIsNotCommitted_isFound() {
    store.append(Signal.LOGS, Telemetry.bytes(new Telemetry(2).logs(10, 10)));
    Rows rows = search(Signal.LOGS, Expr.TRUE);
    assertThat(rows.rows()).hasSize(10);
    assertThat(rows.cut()).isFalse();
    ByteRange item = store.items(Signal.LOGS, List.of(rows.rows().getFirst().ref()));
    assertThat(item.length()).isPositive();
  }

  @Test
  void aLimit_cutsAndSaysSo() {
    store.append(Signal.LOGS, Telemetry.bytes(new Telemetry(2).logs(10, 10)));
    SearchRequest request =
        new SearchRequest(
            Signal.LOGS,
            RANGE,
            Expr.TRUE,
            List.of(Expr.field(Intrinsic.SEVERITY_NUMBER)),
            List.of(Order.NEWEST_FIRST),
            4,
            TIMEOUT);
    Rows rows = store.search(request);
    assertThat(rows.cut()).isTrue();
    assertThat(rows.rows().stream().map(Row::time))
        .hasSize(4)
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(rows.rows())
        .allSatisfy(row -> assertThat(row.values().getFirst()).isInstanceOf(Value.Int.class));
  }

  @Test
  void aSummary_isOfTheWholeTrace() {
    ExportTraceServiceRequest sent = new Telemetry(3).traces(5, 10);
    store.append(Signal.TRACES, Telemetry.bytes(sent));
    for (TraceMatch match : store.searchTraces(traces(Expr.TRUE)).traces()) {
      long spans =
          sent.getResourceSpansList().stream()
              .filter(each -> traceId(each).equals(match.summary().traceId()))
              .count();
      assertThat(match.summary().spans()).isEqualTo(spans);
      assertThat(match.matched()).isEqualTo(spans);
      assertThat(store.summaries(List.of(match.summary().traceId())))
          .containsExactly(match.summary());
    }
  }

  @Test
  void steps_addUpToTheWhole() {
    store.append(Signal.TRACES, Telemetry.bytes(new Telemetry(4).traces(30, 60)));
    Group whole = store.aggregate(count(Signal.TRACES, List.of(), 0)).groups().getFirst();
    Groups steps = store.aggregate(count(Signal.TRACES, List.of(), 7 * Telemetry.SECOND));
    double sum = steps.groups().stream().mapToDouble(group -> group.values().getFirst()).sum();
    assertThat(sum).isEqualTo(whole.values().getFirst());
    assertThat(steps.groups().size()).isGreaterThan(3);
  }

  @Test
  void theSizeOfAnItem_isThatOfItsMessage() {
    ExportTraceServiceRequest spans = new Telemetry(14).traces(30, 60);
    ExportLogsServiceRequest logs = new Telemetry(15).logs(50, 60);
    ExportMetricsServiceRequest points = new Telemetry(16).metrics(1, 6);
    store.append(Signal.TRACES, Telemetry.bytes(spans));
    store.append(Signal.LOGS, Telemetry.bytes(logs));
    store.append(Signal.METRICS, Telemetry.bytes(points));
    assertThat(size(Signal.TRACES))
        .isEqualTo(
            spans.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .mapToLong(Span::getSerializedSize)
                .sum());
    assertThat(size(Signal.LOGS))
        .isEqualTo(
            logs.getResourceLogsList().stream()
                .flatMap(resource -> resource.getScopeLogsList().stream())
                .flatMap(scope -> scope.getLogRecordsList().stream())
                .mapToLong(LogRecord::getSerializedSize)
                .sum());
    assertThat(size(Signal.METRICS))
        .isEqualTo(
            points.getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .mapToLong(StoreContract::pointBytes)
                .sum());
  }

  private long size(Signal signal) {
    Measure bytes = new Measure.Sum(Expr.field(Intrinsic.SIZE));
    Double sum =
        store
            .aggregate(
                new AggregateRequest(
                    signal, RANGE, Expr.TRUE, List.of(), 0, List.of(bytes), 1, TIMEOUT))
            .groups()
            .getFirst()
            .values()
            .getFirst();
    return requireNonNull(sum).longValue();
  }

  private static long pointBytes(Metric metric) {
    return Stream.of(
            metric.getGauge().getDataPointsList(),
            metric.getSum().getDataPointsList(),
            metric.getHistogram().getDataPointsList(),
            metric.getExponentialHistogram().getDataPointsList(),
            metric.getSummary().getDataPointsList())
        .flatMap(List::stream)
        .mapToLong(MessageLite::getSerializedSize)
        .sum();
  }

  @Test
  void theCatalogue_knowsKeysTypesAndValues() {
    store.append(Signal.TRACES, Telemetry.bytes(new Telemetry(5).traces(60, 60)));
    List<AttributeKey> keys = store.attributeKeys(Signal.TRACES, RANGE);
    AttributeKey method = key(keys, Scope.SPAN, "http.request.method");
    assertThat(method.types()).containsExactly(AttributeKey.Type.TEXT);
    assertThat(method.distinct()).isEqualTo(2);
    assertThat(method.topValues())
        .extracting(AttributeKey.ValueCount::value)
        .containsExactlyInAnyOrder(Value.of("GET"), Value.of("PUT"));
    assertThat(key(keys, Scope.SPAN, "mixed").types())
        .contains(AttributeKey.Type.INT, AttributeKey.Type.TEXT);
    assertThat(key(keys, Scope.RESOURCE, "service.name").topValues()).isNotEmpty();
    assertThat(key(keys, Scope.EVENT, "user.id").count()).isPositive();
    List<AttributeKey.ValueCount> users =
        store.values(
            Signal.TRACES, Expr.attribute(Scope.SPAN, "user.id"), RANGE, Expr.TRUE, "CUST_", 5);
    assertThat(users).hasSize(5).isSortedAccordingTo((a, b) -> Long.compare(b.count(), a.count()));
  }

  @Test
  void aProfile_countsTheValuesOfTheSample() {
    store.append(Signal.TRACES, Telemetry.bytes(new Telemetry(6).traces(30, 60)));
    var profile =
        store.profile(new ProfileRequest(Signal.TRACES, RANGE, Expr.TRUE, 5, 10, TIMEOUT));
    assertThat(profile.sampled()).isEqualTo(5);
    assertThat(profile.keys())
        .filteredOn(key -> key.scope() == Scope.RESOURCE && key.key().equals("service.name"))
        .singleElement()
        .satisfies(key -> assertThat(key.present()).isEqualTo(5));
  }

  @Test
  void everyKeyOfMany_isFoundAndCounted() {
    Span.Builder span = Span.newBuilder().setStartTimeUnixNano(Telemetry.START);
    for (int i = 0; i < 70; i++) {
      AnyValue.Builder value = AnyValue.newBuilder();
      span.addAttributes(
          attribute("key " + i, i % 2 == 0 ? value.setIntValue(i) : value.setStringValue("v" + i)));
    }
    store.append(
        Signal.TRACES,
        Telemetry.bytes(
            ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                    ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build()));
    for (int i = 0; i < 70; i++) {
      Expr value = i % 2 == 0 ? Expr.literal((long) i) : Expr.literal("v" + i);
      Expr key = Expr.attribute(Scope.SPAN, "key " + i);
      Expr filter = Expr.compare(key, Expr.Comparison.EQ, value);
      assertThat(search(Signal.TRACES, filter).rows()).as(filter.toString()).hasSize(1);
    }
    var profile =
        store.profile(new ProfileRequest(Signal.TRACES, RANGE, Expr.TRUE, 5, 10, TIMEOUT));
    assertThat(profile.keys()).hasSize(70).allSatisfy(key -> assertThat(key.present()).isOne());
  }

  @Test
  void metrics_areListedAndRead() {
    store.append(Signal.METRICS, Telemetry.bytes(new Telemetry(7).metrics(1, 6)));
    store.append(Signal.METRICS, Telemetry.bytes(new Telemetry(8).metrics(6, 20)));
    assertThat(store.metrics(RANGE, Expr.TRUE))
        .extracting(metric -> metric.name() + " " + metric.type() + " " + metric.services().size())
        .containsExactly(
            "latency histogram 2",
            "memory gauge 2",
            "quantiles summary 2",
            "requests sum 2",
            "size exponential_histogram 2");
    Series.Point last = lastPoint("requests", 0);
    assertThat(last.value()).isEqualTo(19 % 17 * 3.0);
    Series.Point joined = lastPoint("latency", 1000 * Telemetry.SECOND);
    assertThat(joined.count()).isEqualTo(57);
    assertThat(joined.increase()).isEqualTo(19 * 2.5);
    assertThat(requireNonNull(joined.histogram()).counts()).containsExactly(19L, 19L, 19L);
    assertThat(requireNonNull(lastPoint("size", 0).histogram()).counts()).contains(2L, 3L);
    assertThat(lastPoint("quantiles", 0).quantiles()).containsExactly(new Series.Quantile(0.5, 11));
    assertThat(store.exemplars("requests", RANGE, Expr.TRUE, 3)).hasSize(3);
  }

  /// SDKs send the exemplars of a cumulative point again with each point until there are newer
  /// ones.
  @Test
  void anExemplarThatIsRepeated_isReturnedOnce() {
    ByteRange points = Telemetry.bytes(new Telemetry(13).metrics(1, 3));
    store.append(Signal.METRICS, points);
    store.append(Signal.METRICS, points);
    assertThat(store.exemplars("requests", RANGE, Expr.TRUE, 100))
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }

  @Test
  void aWrongPattern_isAnErrorOfTheQuestion() {
    store.append(Signal.LOGS, Telemetry.bytes(new Telemetry(9).logs(5, 5)));
    assertThatThrownBy(
            () -> search(Signal.LOGS, new Expr.Matches(Expr.field(Intrinsic.BODY), "(", false)))
        .isInstanceOf(QueryException.class);
  }

  @Test
  void whatIsDeleted_isGone() throws Exception {
    store.append(Signal.LOGS, Telemetry.bytes(new Telemetry(10).logs(20, 5))).awaitCommitted();
    assertThat(search(Signal.LOGS, Expr.TRUE).rows()).hasSize(20);
    Set<Signal> logs = EnumSet.of(Signal.LOGS);
    assertThat(store.delete(logs, RANGE).items()).isEqualTo(20);
    assertThat(search(Signal.LOGS, Expr.TRUE).rows()).isEmpty();
    store.append(Signal.LOGS, Telemetry.bytes(new Telemetry(11).logs(5, 5)));
    assertThat(search(Signal.LOGS, Expr.TRUE).rows()).hasSize(5);
  }

  @Test
  void anArrival_wakesWhoWaits() throws Exception {
    long before = store.awaitArrival(Signal.LOGS, 0, Duration.ZERO);
    Thread sender =
        Thread.ofVirtual()
            .start(() -> store.append(Signal.LOGS, Telemetry.bytes(new Telemetry(12).logs(5, 5))));
    long after = store.awaitArrival(Signal.LOGS, before, TIMEOUT);
    sender.join();
    assertThat(after).isGreaterThan(before);
    Expr later =
        Expr.compare(Expr.field(Intrinsic.ARRIVAL), Expr.Comparison.GT, Expr.literal(after));
    assertThat(search(Signal.LOGS, later).rows()).isEmpty();
  }

  @Test
  void hostileItems_areKept_andSearchesGoOn() throws Exception {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(
                ByteString.copyFrom(
                    new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}))
            .setSpanId(ByteString.copyFrom(new byte[8]))
            .setName("Robert'); DROP TABLE items;--\0 \"{\u2028\uD83D\uDE00")
            .setStartTimeUnixNano(-1)
            .setEndTimeUnixNano(5)
            .setKindValue(-7)
            .addAttributes(attribute("", AnyValue.newBuilder().setStringValue("of no key")))
            .addAttributes(attribute("same", AnyValue.newBuilder().setIntValue(1)))
            .addAttributes(attribute("same", AnyValue.newBuilder().setStringValue("second")))
            .addAttributes(
                attribute("it's", AnyValue.newBuilder().setStringValue("x".repeat(100_000))))
            .addAttributes(attribute("nul\0", AnyValue.newBuilder().setStringValue("a\0b")))
            .addAttributes(attribute("nan", AnyValue.newBuilder().setDoubleValue(Double.NaN)))
            .addAttributes(
                attribute(
                    "endless", AnyValue.newBuilder().setDoubleValue(Double.NEGATIVE_INFINITY)));
    for (int i = 0; i < 25_000; i++) {
      span.addAttributes(attribute("key " + i, AnyValue.newBuilder().setIntValue(i)));
    }
    ExportTraceServiceRequest sent =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
            .build();
    store.append(Signal.TRACES, Telemetry.bytes(sent)).awaitCommitted();
    store.append(Signal.TRACES, Telemetry.bytes(new Telemetry(13).traces(3, 10)));
    assertThat(parse(store.trace("0102030405060708090a0b0c0d0e0f10"))).isEqualTo(sent);
    Expr filter =
        Expr.and(
            Expr.compare(Expr.attribute(Scope.SPAN, "same"), Expr.Comparison.EQ, Expr.literal(1L)),
            Expr.equal(Expr.attribute(Scope.SPAN, "nul\0"), "a\0b"),
            Expr.equal(Expr.field(Intrinsic.NAME), span.getName()),
            Expr.equal(Expr.attribute(Scope.SPAN, ""), "of no key"));
    Rows rows =
        store.search(
            new SearchRequest(
                Signal.TRACES,
                TimeRange.ALL,
                filter,
                List.of(
                    Expr.attribute(Scope.SPAN, "nan"),
                    Expr.attribute(Scope.SPAN, "endless"),
                    Expr.field(Intrinsic.NAME)),
                List.of(),
                10,
                TIMEOUT));
    assertThat(rows.rows())
        .singleElement()
        .satisfies(row ->
            assertThat(row.values())
                .containsExactly(
                    Value.of(Double.NaN),
                    Value.of(Double.NEGATIVE_INFINITY),
                    Value.of(span.getName())));
  }

  @Test
  void profiles_areNotTaken() {
    assertThatThrownBy(() -> store.append(Signal.PROFILES, ByteRange.of(new byte[0])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClosedStore_saysSo() {
    store.close();
    assertThatThrownBy(() -> search(Signal.LOGS, Expr.TRUE)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.append(Signal.LOGS, ByteRange.of(new byte[0])))
        .isInstanceOf(StoreException.class);
  }

  private Series.Point lastPoint(String metric, long resolution) {
    var result =
        store.series(new SeriesRequest(metric, RANGE, Expr.TRUE, resolution, 100, 10_000, TIMEOUT));
    assertThat(result.cut()).isFalse();
    assertThat(result.series()).isNotEmpty();
    return result.series().getFirst().points().getLast();
  }

  static AggregateRequest count(Signal signal, List<Expr> by, long step) {
    return new AggregateRequest(
        signal, RANGE, Expr.TRUE, by, step, List.of(new Measure.Count()), 100, TIMEOUT);
  }

  static TraceSearchRequest traces(Expr filter) {
    return new TraceSearchRequest(RANGE, filter, List.of(), 1000, 100, TIMEOUT);
  }

  Rows search(Signal signal, Expr filter) {
    return store.search(
        new SearchRequest(signal, RANGE, filter, List.of(), List.of(), 100_000, TIMEOUT));
  }

  static ExportTraceServiceRequest parse(ByteRange bytes) throws Exception {
    return ExportTraceServiceRequest.parseFrom(bytes.toByteArray());
  }

  static String traceId(ResourceSpans spans) {
    return java.util.HexFormat.of()
        .formatHex(spans.getScopeSpans(0).getSpans(0).getTraceId().toByteArray());
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AttributeKey key(List<AttributeKey> keys, Scope scope, String name) {
    return keys.stream()
        .filter(key -> key.scope() == scope && key.key().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
