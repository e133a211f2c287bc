package dev.weir.ottl.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The documentation of a function: the doc comment of its class, whose source lies beside the
/// class in the jar.
public final class FunctionDoc {
  private FunctionDoc() {}

  /// The text in Markdown; empty if the source is not there.
  public static String of(OttlFunction function) {
    String source = function.getClass().getSimpleName() + ".java";
    try (InputStream in = function.getClass().getResourceAsStream(source)) {
      return in == null ? "" : comment(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String comment(String source) {
    List<String> lines = new ArrayList<>();
    for (String line : source.split("\n", -1)) {
      if (line.startsWith("///")) {
        lines.add(line.substring(line.startsWith("/// ") ? 4 : 3));
      } else if (!lines.isEmpty()) {
        break;
      }
    }
    return String.join("\n", lines);
  }
}
