package dev.weir.collector.engine.config;

import dev.weir.collector.engine.config.yaml.Position;
import org.jspecify.annotations.Nullable;

/// Something in a configuration that does not work, or will surprise.
///
/// @param severity whether the configuration can be used all the same
/// @param position where it stands; [Position#UNKNOWN] when nowhere
/// @param path the keys that lead there, joined by `::`; empty for the whole configuration
/// @param message what is wrong, in a sentence without an end; may be empty when the value says it
/// @param value what stands there, when it helps
/// @param expectation what would work
/// @param suggestion what was probably meant
public record Problem(
    Severity severity,
    Position position,
    String path,
    String message,
    @Nullable String value,
    @Nullable String expectation,
    @Nullable String suggestion) {

  /// How bad it is.
  public enum Severity {
    ERROR,
    WARNING
  }

  public static Problem error(Position position, String path, String message) {
    return new Problem(Severity.ERROR, position, path, message, null, null, null);
  }

  public static Problem warning(Position position, String path, String message) {
    return new Problem(Severity.WARNING, position, path, message, null, null, null);
  }

  public Problem value(@Nullable Object text) {
    String shown = text == null ? null : text.toString();
    return new Problem(severity, position, path, message, shown, expectation, suggestion);
  }

  public Problem expectation(@Nullable String text) {
    return new Problem(severity, position, path, message, value, text, suggestion);
  }

  public Problem suggestion(@Nullable String text) {
    return new Problem(severity, position, path, message, value, expectation, text);
  }

  public String file() {
    return position.source().name();
  }

  public int line() {
    return position.line();
  }

  public int column() {
    return position.column();
  }

  /// The problem in one line, without the place.
  public String sentence() {
    var out = new StringBuilder();
    if (!path.isEmpty()) {
      out.append(path).append(": ");
    }
    out.append(message);
    if (value != null) {
      out.append(message.isEmpty() ? "" : ": ").append(value);
    }
    if (expectation != null) {
      out.append(" (expected: ").append(expectation).append(')');
    }
    return out.toString();
  }

  /// For people: the place, the sentence, the line of the file with a mark below it, the
  /// suggestion.
  @Override
  public String toString() {
    return ProblemText.of(this);
  }
}
