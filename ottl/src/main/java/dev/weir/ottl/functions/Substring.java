package dev.weir.ottl.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.Type;

/// Takes a part out of a string. Places are counted in bytes of UTF-8. A part that reaches beyond
/// the end is an error.
///
/// - `target`: a string.
/// - `start`: where the part begins, from 0.
/// - `length`: how long it is, at least 1.
/// - `utf8_safe`: if true, a character that would be cut in two is left out; if false, which is the
///   default, its rest becomes U+FFFD.
///
/// ```
/// Substring(log.body, 0, 10)
/// ```
public final class Substring implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<Getter<Long>> START = Parameter.integer("start");
  private static final Parameter<Getter<Long>> LENGTH = Parameter.integer("length");
  private static final Parameter<Boolean> UTF8_SAFE = Parameter.literalBool("utf8_safe").optional();

  @Override
  public Signature signature() {
    return Signature.of("Substring", TARGET, START, LENGTH, UTF8_SAFE).returning(Type.STRING);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    Getter<Long> start = arguments.get(START);
    Getter<Long> length = arguments.get(LENGTH);
    Boolean utf8Safe = arguments.get(UTF8_SAFE, false);
    return frame -> {
      byte[] text = target.get(frame).getBytes(UTF_8);
      long from = start.get(frame);
      long size = length.get(frame);
      if (from < 0 || size <= 0 || from > text.length || size > text.length - from) {
        throw new EvaluationException(
            "substring of %d bytes from %d (expected: at least 1, within %d bytes)"
                .formatted(size, from, text.length));
      }
      int first = (int) from;
      int end = (int) (from + size);
      if (utf8Safe) {
        end = Texts.boundaryBefore(text, end);
        first = Math.min(Texts.boundaryAfter(text, first), end);
      }
      return new String(text, first, end - first, UTF_8);
    };
  }
}
