package dev.weir.collector.connectors.signaltometrics;

import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.value.Type;

/// Tells how many spans a sampled one stands for: one divided by the probability with which it was
/// kept, as the threshold in its trace state says, and 1 if there is none. Only for spans.
///
/// ```
/// AdjustedCount()
/// ```
final class AdjustedCount implements Converter {
  private static final int DIGITS = 14;
  private static final long ALL = 1L << 56;
  private static final String MEMBER = "ot=";
  private static final String THRESHOLD = "th:";

  @Override
  public Signature signature() {
    return Signature.of("AdjustedCount").returning(Type.DOUBLE).impure();
  }

  @Override
  public Expression create(Arguments arguments) {
    return frame -> {
      ByteRange bytes = frame.bytes(ContextName.SPAN);
      SpanView span = new SpanView().wrap(bytes.buffer(), bytes.offset(), bytes.length());
      return span.traceState().isEmpty() ? 1.0 : of(span.traceState().toString());
    };
  }

  /// How many spans one with this trace state stands for.
  ///
  /// @throws EvaluationException if its threshold cannot be read
  static double of(String traceState) {
    for (String member : traceState.split(",", -1)) {
      String trimmed = member.strip();
      if (!trimmed.startsWith(MEMBER)) {
        continue;
      }
      for (String part : trimmed.substring(MEMBER.length()).split(";", -1)) {
        if (part.startsWith(THRESHOLD)) {
          return (double) ALL / (ALL - threshold(part.substring(THRESHOLD.length())));
        }
      }
    }
    return 1;
  }

  /// Up to 14 hexadecimal digits, of which trailing zeros may be missing.
  private static long threshold(String digits) {
    if (!digits.matches("[0-9a-f]{1," + DIGITS + "}")) {
      throw new EvaluationException(
          "threshold \"" + digits + "\" in trace state (expected: 1 to 14 hexadecimal digits)");
    }
    return Long.parseLong(digits, 16) << (4 * (DIGITS - digits.length()));
  }
}
