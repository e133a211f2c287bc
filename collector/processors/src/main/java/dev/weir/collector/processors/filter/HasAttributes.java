package dev.weir.collector.processors.filter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.metrics.ExponentialHistogramDataPointView;
import dev.weir.otlp.metrics.HistogramDataPointView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.metrics.NumberDataPointView;
import dev.weir.otlp.metrics.SummaryDataPointView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;
import java.util.function.Predicate;

/// Functions on metrics that look at the attributes of their data points.
final class HasAttributes {
  static final Functions FUNCTIONS = Functions.of(new HasKey(), new HasValue());

  private HasAttributes() {}

  /// True if any data point of the metric has an attribute of this key.
  private static final class HasKey implements Converter {
    private static final Parameter<String> KEY = Parameter.literalString("key");

    @Override
    public Signature signature() {
      return Signature.of("HasAttrKeyOnDatapoint", KEY).returning(Type.BOOL).impure();
    }

    @Override
    public Expression create(Arguments arguments) {
      byte[] key = utf8(arguments.get(KEY));
      return frame -> any(frame, attributes -> attributes.find(key) != null);
    }
  }

  /// True if any data point of the metric has this string under this key.
  private static final class HasValue implements Converter {
    private static final Parameter<String> KEY = Parameter.literalString("key");
    private static final Parameter<String> VALUE = Parameter.literalString("expected_val");

    @Override
    public Signature signature() {
      return Signature.of("HasAttrOnDatapoint", KEY, VALUE).returning(Type.BOOL).impure();
    }

    @Override
    public Expression create(Arguments arguments) {
      byte[] key = utf8(arguments.get(KEY));
      String expected = arguments.get(VALUE);
      return frame -> any(frame, attributes -> expected.equals(attributes.stringValue(key)));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  /// Whether the attributes of any data point of the metric that the frame stands on pass a test.
  static boolean any(Frame frame, Predicate<AttributesView> test) {
    ByteRange bytes = frame.bytes(ContextName.METRIC);
    MetricView metric = new MetricView();
    metric.wrap(bytes);
    return switch (metric.data()) {
      case NONE -> false;
      case GAUGE -> anyNumber(metric.gauge().dataPoints(), test);
      case SUM -> anyNumber(metric.sum().dataPoints(), test);
      case HISTOGRAM -> {
        HistogramDataPointView points = metric.histogram().dataPoints();
        boolean found = false;
        while (!found && points.next()) {
          found = test.test(points.attributes());
        }
        yield found;
      }
      case EXPONENTIAL_HISTOGRAM -> {
        ExponentialHistogramDataPointView points = metric.exponentialHistogram().dataPoints();
        boolean found = false;
        while (!found && points.next()) {
          found = test.test(points.attributes());
        }
        yield found;
      }
      case SUMMARY -> {
        SummaryDataPointView points = metric.summary().dataPoints();
        boolean found = false;
        while (!found && points.next()) {
          found = test.test(points.attributes());
        }
        yield found;
      }
    };
  }

  private static boolean anyNumber(NumberDataPointView points, Predicate<AttributesView> test) {
    while (points.next()) {
      if (test.test(points.attributes())) {
        return true;
      }
    }
    return false;
  }
}
