package dev.weir.collector.exporters.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.PermanentRefusal.Reason;
import java.nio.file.Path;

/// Puts the value of an attribute in place of the `*` of a path. The value may have slashes, but
/// cannot lead out of the folder that the path begins with.
final class GroupPath {
  private static final int MAX_NAME_BYTES = 255;

  private GroupPath() {}

  /// The path for a value.
  ///
  /// @throws PermanentRefusal when no file can have that name
  static String of(String pattern, String value) {
    int star = pattern.indexOf('*');
    String prefix = clean(pattern.substring(0, star));
    String suffix = pattern.substring(star + 1);
    String segment = withoutDots(value);
    Path path = path(prefix + segment + suffix, value);
    if (prefix.isEmpty() || !path.toString().startsWith(prefix)) {
      // At the root there is no way further up.
      String inside = path("/" + segment + suffix, value).toString().substring(1);
      path = path(prefix.isEmpty() ? inside : prefix + "/" + inside, value);
    }
    for (Path name : path) {
      if (name.toString().getBytes(UTF_8).length > MAX_NAME_BYTES) {
        throw refusal(value, "a name of at most " + MAX_NAME_BYTES + " bytes");
      }
    }
    return path.toString();
  }

  private static String withoutDots(String value) {
    if (value.startsWith("./")) {
      return value.substring(1);
    }
    return value.startsWith("../") ? value.substring(2) : value;
  }

  private static String clean(String prefix) {
    String cleaned = Path.of(prefix).normalize().toString();
    return prefix.endsWith("/") && !cleaned.endsWith("/") && !cleaned.isEmpty()
        ? cleaned + "/"
        : cleaned;
  }

  private static Path path(String text, String value) {
    if (text.indexOf('\0') >= 0) {
      throw refusal(value.replace('\0', '?'), "no zero byte");
    }
    return Path.of(text).normalize();
  }

  private static PermanentRefusal refusal(String value, String expected) {
    String shown = value.length() > 100 ? value.substring(0, 100) + "..." : value;
    return new PermanentRefusal(
        Reason.INVALID, "file name \"" + shown + "\" (expected: " + expected + ")");
  }
}
