package dev.weir.ottl.context;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.value.Type;
import java.util.List;

/// The kinds of spans as text.
final class SpanKinds {
  private static final int KIND = 6;

  static final List<String> NAMES =
      List.of("Unspecified", "Internal", "Server", "Client", "Producer", "Consumer");

  static final List<String> DEPRECATED_NAMES =
      List.of(
          "SPAN_KIND_UNSPECIFIED",
          "SPAN_KIND_INTERNAL",
          "SPAN_KIND_SERVER",
          "SPAN_KIND_CLIENT",
          "SPAN_KIND_PRODUCER",
          "SPAN_KIND_CONSUMER");

  private SpanKinds() {}

  static ItemTarget path(int depth, List<String> names) {
    return new OtherTargets.Custom(
        depth,
        Type.STRING,
        (item, frame) -> {
          long kind = item.read(KIND).readVarint(KIND);
          return kind >= 0 && kind < names.size() ? names.get((int) kind) : "";
        },
        (item, value, frame) -> {
          int kind = value instanceof String text ? names.indexOf(text) : -1;
          if (kind < 0) {
            throw new EvaluationException(
                "kind \"" + value + "\" (expected: one of " + String.join(", ", names) + ")");
          }
          item.edit(KIND).varint(KIND, kind);
        });
  }
}
