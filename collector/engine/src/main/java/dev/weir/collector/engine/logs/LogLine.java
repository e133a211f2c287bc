package dev.weir.collector.engine.logs;

import dev.weir.collector.api.Log.Level;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of the log, before it is formatted.
///
/// @param fields in order; values are what [JsonText#value] writes
/// @param callStack where in the program it comes from; empty when that is not shown
record LogLine(
    Instant time,
    Level level,
    String message,
    Map<String, ?> fields,
    @Nullable Throwable error,
    String callStack) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /// Time, level, message and fields, separated by tabs; then the stack trace. A message of several
  /// lines, as the debug exporter writes, stays one, and what would steer a terminal is spelled
  /// out.
  String console(boolean withStack) {
    StringBuilder out = new StringBuilder(160);
    out.append(TIME.format(time)).append('\t').append(levelName()).append('\t');
    appendMessage(out);
    if (!fields.isEmpty() || error != null) {
      out.append('\t');
      fieldsAsObject(out);
    }
    if (error != null && withStack) {
      out.append('\n').append(stack(error).stripTrailing());
    } else if (!callStack.isEmpty()) {
      out.append('\n').append(callStack);
    }
    return out.append('\n').toString();
  }

  /// One JSON object.
  String json(boolean withStack) {
    StringBuilder out = new StringBuilder(200);
    out.append("{\"level\":\"").append(levelName());
    out.append("\",\"ts\":\"").append(TIME.format(time)).append("\",\"msg\":");
    JsonText.string(out, message);
    fields.forEach((name, value) -> member(out, ",", name, value));
    if (error != null) {
      member(out, ",", "error", error.toString());
      if (withStack) {
        member(out, ",", "stacktrace", stack(error));
      }
    } else if (!callStack.isEmpty()) {
      member(out, ",", "stacktrace", callStack);
    }
    return out.append("}\n").toString();
  }

  private void appendMessage(StringBuilder out) {
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      if ((c < ' ' && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0)) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
  }

  private void fieldsAsObject(StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, ?> field : fields.entrySet()) {
      JsonText.string(out.append(separator), field.getKey());
      JsonText.value(out.append(": "), field.getValue());
      separator = ", ";
    }
    if (error != null) {
      JsonText.string(out.append(separator), "error");
      JsonText.value(out.append(": "), error.toString());
    }
    out.append('}');
  }

  private static void member(
      StringBuilder out, String separator, String name, @Nullable Object value) {
    JsonText.string(out.append(separator), name);
    JsonText.value(out.append(':'), value);
  }

  private String levelName() {
    return level.name().toLowerCase(Locale.ROOT);
  }

  static String stack(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
