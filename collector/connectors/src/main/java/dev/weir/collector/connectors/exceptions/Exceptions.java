package dev.weir.collector.connectors.exceptions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.connectors.exceptions.ExceptionsConfig.Dimension;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.ScopeSpansView;
import dev.weir.otlp.trace.SpanEventView;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.trace.TracesView;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the exceptions in requests, and says what they are about. Immutable.
final class Exceptions {
  static final byte[] SERVICE_NAME = "service.name".getBytes(UTF_8);

  private static final byte[] EVENT = "exception".getBytes(UTF_8);
  private static final List<String> KINDS =
      List.of("UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
  private static final List<String> CODES = List.of("UNSET", "OK", "ERROR");

  private final byte[][] keys;
  private final @Nullable EncodedValue[] defaults;

  Exceptions(List<Dimension> dimensions) {
    keys =
        dimensions.stream()
            .map(dimension -> dimension.name().getBytes(UTF_8))
            .toArray(byte[][]::new);
    defaults = new EncodedValue[keys.length];
    for (int i = 0; i < keys.length; i++) {
      String value = dimensions.get(i).defaultValue();
      defaults[i] = value == null ? null : EncodedValue.of(value);
    }
  }

  void visit(ByteRange request, ExceptionVisitor visitor) {
    TracesView traces = new TracesView();
    traces.wrap(request);
    ResourceSpansView resource = traces.resourceSpans();
    while (resource.next()) {
      ScopeSpansView scope = resource.scopeSpans();
      while (scope.next()) {
        SpanView span = scope.spans();
        while (span.next()) {
          SpanEventView event = span.events();
          while (event.next()) {
            if (event.name().contentEquals(EVENT)) {
              visitor.exception(resource, scope, span, event);
            }
          }
        }
      }
    }
  }

  /// Writes service, name, kind and status of a span.
  static void writeSpan(ResourceView resource, SpanView span, AttributesWriter out) {
    AnyValueView service = resource.attributes().find(SERVICE_NAME);
    if (service != null) {
      out.put(SERVICE_NAME, service);
    }
    out.put("span.name", span.name().toString());
    out.put("span.kind", "SPAN_KIND_" + named(KINDS, span.kind()));
    out.put("status.code", "STATUS_CODE_" + named(CODES, span.status().code()));
  }

  /// Writes the dimensions that span, event or resource has, or that have a default.
  void writeDimensions(
      ResourceView resource, SpanView span, SpanEventView event, AttributesWriter out) {
    for (int i = 0; i < keys.length; i++) {
      EncodedValue value = span.attributes().find(keys[i]);
      if (value == null) {
        value = event.attributes().find(keys[i]);
      }
      if (value == null) {
        value = resource.attributes().find(keys[i]);
      }
      if (value == null) {
        value = defaults[i];
      }
      if (value != null) {
        out.put(keys[i], value);
      }
    }
  }

  private static String named(List<String> names, int number) {
    return number >= 0 && number < names.size() ? names.get(number) : String.valueOf(number);
  }
}
