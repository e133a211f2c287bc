package dev.weir.ottl.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.MapTarget;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.MapValue;

/// Shortens the strings of a map that are longer than a number of bytes in UTF-8. Other values
/// stay.
///
/// - `target`: a path to a map.
/// - `limit`: how many bytes a string may have, from 0.
/// - `utf8_safe`: if true, which is the default, no character is cut in two, so a string may become
///   shorter than the limit; if false, the rest of one becomes U+FFFD.
/// - `truncation_marker`: what is put behind strings that were shortened; its bytes count. It may
///   not be longer than the limit.
///
/// ```
/// truncate_all(span.attributes, 4096)
/// truncate_all(span.attributes, 100, truncation_marker = "...")
/// ```
public final class TruncateAll implements Editor {
  private static final Parameter<MapTarget> TARGET = Parameter.mapTarget("target");
  private static final Parameter<Long> LIMIT = Parameter.literalInteger("limit");
  private static final Parameter<Boolean> UTF8_SAFE = Parameter.literalBool("utf8_safe").optional();
  private static final Parameter<String> TRUNCATION_MARKER =
      Parameter.literalString("truncation_marker").optional();

  @Override
  public Signature signature() {
    return Signature.of("truncate_all", TARGET, LIMIT, UTF8_SAFE, TRUNCATION_MARKER);
  }

  @Override
  public Action create(Arguments arguments) {
    MapTarget target = arguments.get(TARGET);
    Long limit = arguments.get(LIMIT);
    Boolean utf8Safe = arguments.get(UTF8_SAFE, true);
    String truncationMarker = arguments.get(TRUNCATION_MARKER, "");
    int room = (int) Math.min(limit, Integer.MAX_VALUE) - Texts.utf8(truncationMarker).length;
    if (limit < 0 || room < 0) {
      throw new OttlException(
          "limit " + limit + " (expected: at least 0, and the length of the truncation marker)");
    }
    return frame -> {
      MapValue map = target.get(frame);
      for (MapValue.Cursor entries = map.cursor(); entries.next(); ) {
        if (entries.value() instanceof String text && text.length() * 3L > limit) {
          byte[] utf8 = Texts.utf8(text);
          if (utf8.length > limit) {
            int end = utf8Safe ? Texts.boundaryBefore(utf8, room) : room;
            entries.replace(new String(utf8, 0, end, UTF_8) + truncationMarker);
          }
        }
      }
      target.set(frame, map);
    };
  }
}
