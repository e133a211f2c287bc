package dev.weir.ottl.context;

import dev.weir.otlp.edit.MessageEdit;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.value.Type;
import org.jspecify.annotations.Nullable;

/// The value of a data point of a gauge or sum, as the double or the int that it is. The other one
/// reads as 0, and is nil for data points of other metrics.
final class PointValues {
  private static final int AS_DOUBLE = 4;
  private static final int AS_INT = 6;
  private static final long VALUE = 1L << AS_DOUBLE | 1L << AS_INT;

  private PointValues() {}

  static ItemTarget real(int depth) {
    return new OtherTargets.Custom(
        depth,
        Type.DOUBLE,
        (item, frame) ->
            isNumber(item) ? (Object) Double.longBitsToDouble(bits(item, AS_DOUBLE)) : null,
        (item, value, frame) -> {
          if (!(value instanceof Double number)) {
            throw ItemTarget.refused("double", value);
          }
          write(item, AS_DOUBLE, Double.doubleToRawLongBits(number));
        });
  }

  static ItemTarget integer(int depth) {
    return new OtherTargets.Custom(
        depth,
        Type.INT,
        (item, frame) -> isNumber(item) ? (Object) bits(item, AS_INT) : null,
        (item, value, frame) -> write(item, AS_INT, intOf(value)));
  }

  private static long intOf(@Nullable Object value) {
    return OtherTargets.intOf(value);
  }

  private static boolean isNumber(Item item) {
    return item.shape() == Shape.NUMBER_POINT;
  }

  private static long bits(Item item, int number) {
    ItemView view = item.read(number);
    return view.lastField(VALUE) == number ? view.readFixed64(number) : 0;
  }

  private static void write(Item item, int number, long bits) {
    if (!isNumber(item)) {
      throw new EvaluationException(
          "value of a data point that has none (expected: a gauge or sum)");
    }
    item.edit(AS_DOUBLE);
    MessageEdit edit = item.edit(AS_INT);
    edit.remove(number == AS_INT ? AS_DOUBLE : AS_INT);
    edit.fixed64(number, bits);
  }
}
