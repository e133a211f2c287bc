package dev.weir.otlp.edit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.weir.otlp.RandomRequests;
import dev.weir.otlp.ScrambledProto;
import dev.weir.otlp.Seeds;
import dev.weir.otlp.Signal;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.wire.ByteRange;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsWalkTest {
  private static final int TIME = 3;
  private static final long NOW = 0x1234_5678_9ABC_DEF0L;

  @Test
  void nothingChanged_givesTheSameRange() {
    Seeds.forEach(
        50,
        seed -> {
          ByteRange request = RandomRequests.bytes(Signal.METRICS, seed);
          EditedMetrics edited =
              RequestEditor.editMetrics(
                  request,
                  scope -> {
                    for (int i = 0; i < scope.size(); i++) {
                      scope.metric(i).points();
                    }
                  });
          assertThat(edited.request()).isSameAs(request);
          assertThat(edited.morePoints()).isZero();
        });
  }

  @Test
  void randomEdits_giveWhatTheSameEditsOnDecodedMessagesGive() {
    Seeds.forEach(
        400,
        seed -> {
          Message request = new RandomRequests(seed).next(Signal.METRICS);
          check(request.toByteArray());
          check(new ScrambledProto(seed).encode(request));
        });
  }

  @Test
  void newMetric_isWrittenBehindTheOthers() throws InvalidProtocolBufferException {
    ExportMetricsServiceRequest request = request(Metric.newBuilder().setName("a").build());
    EditedMetrics edited =
        RequestEditor.editMetrics(
            ByteRange.of(request.toByteArray()),
            scope -> {
              MetricEdit sum = scope.add(MetricView.Data.SUM);
              sum.name("b".getBytes(UTF_8));
              sum.unit("s".getBytes(UTF_8));
              sum.temporality(2);
              sum.monotonic(true);
              sum.addPoint().fixed64(6, 7);
              sum.endPoint();
            });

    Metric expected =
        Metric.newBuilder()
            .setName("b")
            .setUnit("s")
            .setSum(
                Sum.newBuilder()
                    .setAggregationTemporality(
                        AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                    .setIsMonotonic(true)
                    .addDataPoints(NumberDataPoint.newBuilder().setAsInt(7)))
            .build();
    assertThat(parse(edited.request())).isEqualTo(request(metric(request), expected));
    assertThat(edited.morePoints()).isEqualTo(1);
  }

  @Test
  void sumMadeAGauge_keepsItsPointsOnly() throws InvalidProtocolBufferException {
    NumberDataPoint point = NumberDataPoint.newBuilder().setAsInt(7).build();
    Sum sum =
        Sum.newBuilder()
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
            .setIsMonotonic(true)
            .addDataPoints(point)
            .build();
    EditedMetrics edited =
        RequestEditor.editMetrics(
            ByteRange.of(
                request(Metric.newBuilder().setName("a").setSum(sum).build()).toByteArray()),
            scope -> scope.metric(0).data(MetricView.Data.GAUGE));

    assertThat(parse(edited.request()))
        .isEqualTo(
            request(
                Metric.newBuilder()
                    .setName("a")
                    .setGauge(Gauge.newBuilder().addDataPoints(point))
                    .build()));
  }

  private static void check(byte[] encoded) {
    try {
      ExportMetricsServiceRequest request = parse(ByteRange.of(encoded));
      EditedMetrics edited = RequestEditor.editMetrics(ByteRange.of(encoded), new Edits());
      ExportMetricsServiceRequest expected = new Model().edit(request);

      assertThat(parse(edited.request())).isEqualTo(expected);
      assertThat(edited.morePoints()).isEqualTo(points(expected) - points(request));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static ExportMetricsServiceRequest parse(ByteRange range)
      throws InvalidProtocolBufferException {
    return ExportMetricsServiceRequest.parser()
        .parseFrom(range.buffer(), range.offset(), range.length());
  }

  private static Metric metric(ExportMetricsServiceRequest request) {
    return request.getResourceMetrics(0).getScopeMetrics(0).getMetrics(0);
  }

  private static ExportMetricsServiceRequest request(Metric... metrics) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(List.of(metrics))))
        .build();
  }

  private static int points(ExportMetricsServiceRequest request) {
    return request.getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .mapToInt(metric -> Model.points(metric).size())
        .sum();
  }

  /// What becomes of the metric that is the n-th of its request.
  private static int kind(int n) {
    return n % 7;
  }

  private static final class Edits implements ScopeMetricsEditor {
    private int n;

    @Override
    public void edit(ScopeMetricsEdit scope) {
      List<MetricEdit> metrics = new ArrayList<>();
      for (int i = 0; i < scope.size(); i++) {
        metrics.add(scope.metric(i));
      }
      for (MetricEdit metric : metrics) {
        edit(scope, metric, kind(n++));
      }
    }

    private static void edit(ScopeMetricsEdit scope, MetricEdit metric, int kind) {
      switch (kind) {
        case 0 -> metric.name("renamed".getBytes(UTF_8));
        case 1 -> metric.keepPoints(i -> i % 2 == 0);
        case 2 -> rewriteTimes(metric);
        case 3 -> scope.remove(metric);
        case 4 -> scope.copy(metric).name("copy".getBytes(UTF_8));
        case 5 -> {
          while (metric.points() > 0) {
            metric.removePoint(metric.points() - 1);
          }
        }
        default -> {
          metric.points();
          for (int i = 0; i < metric.points(); i++) {
            metric.editPoint(i, point -> point.fixed64(TIME, NOW));
          }
        }
      }
    }

    private static void rewriteTimes(MetricEdit metric) {
      for (int i = 0; i < metric.points(); i++) {
        metric.rewritePoint(i, 1L << TIME).fixed64(TIME, NOW);
        metric.endPoint();
      }
      metric.description(new byte[0]);
    }
  }

  /// The same with the official classes.
  private static final class Model {
    private int n;

    ExportMetricsServiceRequest edit(ExportMetricsServiceRequest request) {
      ExportMetricsServiceRequest.Builder edited = request.toBuilder().clearResourceMetrics();
      for (ResourceMetrics resource : request.getResourceMetricsList()) {
        ResourceMetrics.Builder into = resource.toBuilder().clearScopeMetrics();
        for (ScopeMetrics scope : resource.getScopeMetricsList()) {
          ScopeMetrics left = edit(scope);
          if (left.getMetricsCount() > 0 || scope.getMetricsCount() == 0) {
            into.addScopeMetrics(left);
          }
        }
        if (into.getScopeMetricsCount() > 0 || resource.getScopeMetricsCount() == 0) {
          edited.addResourceMetrics(into);
        }
      }
      return edited.build();
    }

    private ScopeMetrics edit(ScopeMetrics scope) {
      ScopeMetrics.Builder edited = scope.toBuilder().clearMetrics();
      List<Metric> copies = new ArrayList<>();
      for (Metric metric : scope.getMetricsList()) {
        int kind = kind(n++);
        switch (kind) {
          case 0 -> edited.addMetrics(metric.toBuilder().setName("renamed"));
          case 1, 5 -> {
            List<Message> all = points(metric);
            List<Message> kept = new ArrayList<>();
            for (int i = 0; i < all.size() && kind == 1; i += 2) {
              kept.add(all.get(i));
            }
            if (all.isEmpty() || !kept.isEmpty()) {
              edited.addMetrics(withPoints(metric, kept));
            }
          }
          case 2 -> edited.addMetrics(withTimes(metric).toBuilder().clearDescription());
          case 3 -> {}
          case 4 -> {
            edited.addMetrics(metric);
            copies.add(metric.toBuilder().setName("copy").build());
          }
          default -> edited.addMetrics(withTimes(metric));
        }
      }
      return edited.addAllMetrics(copies).build();
    }

    private static Metric withTimes(Metric metric) {
      List<Message> points = new ArrayList<>();
      for (Message point : points(metric)) {
        FieldDescriptor time = point.getDescriptorForType().findFieldByNumber(TIME);
        points.add(point.toBuilder().setField(time, NOW).build());
      }
      return withPoints(metric, points);
    }

    static List<Message> points(Metric metric) {
      FieldDescriptor data = data(metric);
      List<Message> points = new ArrayList<>();
      if (data != null) {
        Message value = (Message) metric.getField(data);
        FieldDescriptor field = value.getDescriptorForType().findFieldByNumber(1);
        for (int i = 0; i < value.getRepeatedFieldCount(field); i++) {
          points.add((Message) value.getRepeatedField(field, i));
        }
      }
      return points;
    }

    private static Metric withPoints(Metric metric, List<Message> points) {
      FieldDescriptor data = data(metric);
      if (data == null) {
        return metric;
      }
      Message.Builder value = ((Message) metric.getField(data)).toBuilder();
      FieldDescriptor field = value.getDescriptorForType().findFieldByNumber(1);
      value.clearField(field);
      points.forEach(point -> value.addRepeatedField(field, point));
      return metric.toBuilder().setField(data, value.build()).build();
    }

    private static FieldDescriptor data(Metric metric) {
      return metric.getOneofFieldDescriptor(Metric.getDescriptor().getOneofs().get(0));
    }
  }
}
