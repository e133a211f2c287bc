package dev.weir.ottl.function;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.context.Frame;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something made of a text, such as a regular expression or a format: made once when the program
/// is loaded if the text is a literal, else when the text is another one than before.
///
/// @param <T> what is made
public final class Prepared<T> {
  private final Getter<String> text;
  private final Function<String, T> maker;
  private final @Nullable T constant;

  /// The last one made. Two threads may both make one.
  private volatile @Nullable Made<T> last;

  private Prepared(Getter<String> text, Function<String, T> maker, @Nullable T constant) {
    this.text = text;
    this.maker = maker;
    this.constant = constant;
  }

  /// Something made of `text` by `maker`.
  ///
  /// @param maker makes it, or throws an [IllegalArgumentException] that says what is wrong
  /// @throws OttlException if the text is a literal that `maker` refuses
  public static <T> Prepared<T> of(Getter<String> text, Function<String, T> maker) {
    if (!text.isLiteral()) {
      return new Prepared<>(text, maker, null);
    }
    try {
      return new Prepared<>(text, maker, maker.apply(text.get(Frame.NONE)));
    } catch (IllegalArgumentException e) {
      throw new OttlException(String.valueOf(e.getMessage()));
    }
  }

  /// What belongs to the text as it is now.
  ///
  /// @throws EvaluationException if the text cannot be used
  public T get(Frame frame) {
    return constant != null ? constant : make(text.get(frame));
  }

  private T make(String text) {
    Made<T> made = last;
    if (made == null || !made.text.equals(text)) {
      try {
        made = new Made<>(text, maker.apply(text));
      } catch (IllegalArgumentException e) {
        throw new EvaluationException(String.valueOf(e.getMessage()));
      }
      last = made;
    }
    return made.value;
  }

  private record Made<T>(String text, T value) {}
}
