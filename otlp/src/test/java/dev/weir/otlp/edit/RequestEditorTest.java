package dev.weir.otlp.edit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.otlp.Damage;
import dev.weir.otlp.RandomRequests;
import dev.weir.otlp.Seeds;
import dev.weir.otlp.Signal;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.MalformedOtlpException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestEditorTest {
  private static final byte[] KEY = "key".getBytes(UTF_8);

  @Test
  void scalarsAndNestedMessagesOfASpan_areSetAndRemoved() {
    Span span =
        Span.newBuilder()
            .setName("before")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(5)
            .setFlags(3)
            .setStatus(Status.newBuilder().setMessage("kept"))
            .build();

    Span edited =
        edited(
            span,
            item -> {
              item.bytes(Span.NAME_FIELD_NUMBER, "after".getBytes(UTF_8));
              item.varint(Span.KIND_FIELD_NUMBER, 3);
              item.fixed64(Span.END_TIME_UNIX_NANO_FIELD_NUMBER, 7);
              item.fixed32(Span.FLAGS_FIELD_NUMBER, 1);
              item.remove(Span.START_TIME_UNIX_NANO_FIELD_NUMBER);
              item.message(
                  Span.STATUS_FIELD_NUMBER, status -> status.varint(Status.CODE_FIELD_NUMBER, 2));
            });

    assertThat(edited)
        .isEqualTo(
            Span.newBuilder()
                .setName("after")
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .setEndTimeUnixNano(7)
                .setFlags(1)
                .setStatus(
                    Status.newBuilder()
                        .setMessage("kept")
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR))
                .build());
  }

  @Test
  void whatWasChanged_isReadAtOnce() {
    SpanView view = new SpanView();
    List<String> seen = new ArrayList<>();
    edited(
        Span.newBuilder().setName("a").build(),
        item -> {
          for (String name : List.of("b", "longer than before", "")) {
            item.bytes(Span.NAME_FIELD_NUMBER, name.getBytes(UTF_8));
            item.attributes().upsert(KEY, EncodedValue.of(name));
            item.read(view);
            seen.add(view.name() + "=" + view.attributes().stringValue(KEY));
            seen.add("" + item.attributes().size());
          }
        });
    assertThat(seen)
        .containsExactly("b=b", "1", "longer than before=longer than before", "1", "=", "1");
  }

  /// Lengths of enclosing messages take one, two or three bytes; growing and shrinking crosses
  /// every boundary.
  @Test
  void itemsOfAnySize_keepTheLengthsAroundThemRight() {
    for (int size : new int[] {0, 1, 60, 90, 100, 127, 128, 200, 16_000, 16_250, 16_300, 20_000}) {
      for (int newSize : new int[] {0, 1, 100, 127, 128, 16_200, 16_383, 16_384, 2_200_000}) {
        Span span = Span.newBuilder().setName("x".repeat(size)).setFlags(1).build();
        byte[] name = "y".repeat(newSize).getBytes(UTF_8);
        assertThat(edited(span, item -> item.bytes(Span.NAME_FIELD_NUMBER, name)))
            .isEqualTo(span.toBuilder().setName("y".repeat(newSize)).build());
      }
    }
  }

  @Test
  void onlySomeItemsChange_othersAreCopiedByteByByte() throws InvalidProtocolBufferException {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (int i = 0; i < 100; i++) {
      scope.addSpans(Span.newBuilder().setName("span" + i).setFlags(i % 3));
    }
    ExportTraceServiceRequest request = request(scope);
    SpanView view = new SpanView();

    ByteRange edited =
        RequestEditor.edit(
            Signal.TRACES,
            ByteRange.of(request.toByteArray()),
            Level.SPAN,
            item -> {
              if (item.read(view).flags() == 2) {
                item.bytes(Span.NAME_FIELD_NUMBER, KEY);
              }
            });

    ScopeSpans.Builder expected = ScopeSpans.newBuilder();
    for (Span span : scope.getSpansList()) {
      expected.addSpans(span.getFlags() == 2 ? span.toBuilder().setName("key") : span.toBuilder());
    }
    assertThat(edited.toByteArray()).isEqualTo(request(expected).toByteArray());
  }

  @Test
  void editorSeesWhatEnclosesTheItem() {
    List<String> seen = new ArrayList<>();
    Metric gauge =
        Metric.newBuilder()
            .setName("g")
            .setGauge(Gauge.newBuilder().addDataPoints(NumberDataPoint.newBuilder()))
            .build();
    Metric histogram =
        Metric.newBuilder()
            .setName("h")
            .setHistogram(Histogram.newBuilder().addDataPoints(HistogramDataPoint.newBuilder()))
            .build();
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    for (String schema : List.of("one", "two")) {
      ScopeMetrics.Builder scope =
          ScopeMetrics.newBuilder().addMetrics(gauge).addMetrics(histogram);
      scope.getScopeBuilder().setName("scope of " + schema);
      request.addResourceMetrics(
          ResourceMetrics.newBuilder().setSchemaUrl(schema).addScopeMetrics(scope));
    }
    RequestEditor.edit(
        Signal.METRICS,
        ByteRange.of(request.build().toByteArray()),
        Level.DATA_POINT,
        new ItemEditor() {
          @Override
          public void edit(ItemEdit item) {
            MetricView metric = item.enclosing().metric();
            seen.add(
                item.enclosing().resourceSchemaUrl()
                    + "/"
                    + item.enclosing().scope().name()
                    + "/"
                    + metric.name()
                    + "/"
                    + item.data());
          }

          @Override
          public boolean entersResource(Enclosing enclosing) {
            return !enclosing.resourceSchemaUrl().contentEquals("one".getBytes(UTF_8));
          }
        });
    assertThat(seen).containsExactly("two/scope of two/g/GAUGE", "two/scope of two/h/HISTOGRAM");
  }

  @Test
  void levelOfAnotherSignal_isRefused() {
    assertThatThrownBy(() ->
            RequestEditor.edit(
                Signal.LOGS, ByteRange.of(new byte[0]), Level.SPAN, item -> item.attributes()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("level: SPAN is not in logs");
  }

  @ParameterizedTest
  @MethodSource("dev.weir.otlp.edit.RequestEditorOracleTest#levels")
  void damagedBytes_areEditedOrRefused(Signal signal, Level level) {
    Seeds.forEach(
        20,
        seed -> {
          byte[] whole = new RandomRequests(seed).next(signal).toByteArray();
          Random random = new Random(seed);
          for (int i = 0; i < 100; i++) {
            byte[] damaged = Damage.apply(whole, random);
            byte[] before = damaged.clone();
            try {
              RequestEditor.edit(
                  signal,
                  ByteRange.of(damaged),
                  level,
                  item -> item.attributes().upsert(KEY, EncodedValue.of(1)));
            } catch (MalformedOtlpException refused) {
              // as good as edited
            }
            assertThat(damaged).isEqualTo(before);
          }
        });
  }

  private static Span edited(Span span, ItemEditor editor) {
    byte[] request = request(ScopeSpans.newBuilder().addSpans(span)).toByteArray();
    ByteRange edited = RequestEditor.edit(Signal.TRACES, ByteRange.of(request), Level.SPAN, editor);
    try {
      return ExportTraceServiceRequest.parseFrom(edited.toByteArray())
          .getResourceSpans(0)
          .getScopeSpans(0)
          .getSpans(0);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static ExportTraceServiceRequest request(ScopeSpans.Builder scope) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope).setSchemaUrl("schema"))
        .build();
  }
}
