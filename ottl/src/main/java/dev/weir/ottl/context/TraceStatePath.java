package dev.weir.ottl.context;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.Type;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The trace state of a span, and its members: `trace_state["vendor"]`.
///
/// A member that is not there is an empty string. One that is set comes first. A trace state that
/// is not as the W3C says has no members, and setting one does nothing.
final class TraceStatePath {
  private static final int TRACE_STATE = 3;
  private static final int MAX_MEMBERS = 32;
  private static final Pattern KEY =
      Pattern.compile(
          "[a-z][a-z0-9_\\-*/]{0,255}|[a-z0-9][a-z0-9_\\-*/]{0,240}@[a-z][a-z0-9_\\-*/]{0,13}");
  private static final Pattern VALUE =
      Pattern.compile(
          "[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");

  private TraceStatePath() {}

  static ItemTarget of(int depth, Keys keys) {
    if (keys.isEmpty()) {
      return new ScalarTargets.Text(depth, TRACE_STATE, Cell.Kind.STRING);
    }
    return new OtherTargets.Custom(
        depth,
        Type.ANY,
        (item, frame) -> {
          Map<String, String> members = members(item);
          return members == null ? null : members.getOrDefault(keys.key(0, frame).text(), "");
        },
        (item, value, frame) -> {
          if (keys.size() != 1) {
            throw new EvaluationException("trace_state with two keys (expected: one)");
          }
          if (!(value instanceof String text)) {
            throw ItemTarget.refused("string", value);
          }
          write(item, keys.key(0, frame).text(), text);
        });
  }

  private static @Nullable Map<String, String> members(Item item) {
    String text = item.read(TRACE_STATE).readBytes(TRACE_STATE).toString();
    Map<String, String> members = new LinkedHashMap<>();
    for (String member : text.split(",", -1)) {
      String trimmed = member.strip();
      int equals = trimmed.indexOf('=');
      if (trimmed.isEmpty()) {
        continue;
      }
      String key = equals < 0 ? "" : trimmed.substring(0, equals);
      String value = trimmed.substring(equals + 1);
      boolean isValid = KEY.matcher(key).matches() && VALUE.matcher(value).matches();
      if (!isValid || members.put(key, value) != null || members.size() > MAX_MEMBERS) {
        return null;
      }
    }
    return members;
  }

  private static void write(Item item, String key, String value) {
    Map<String, String> members = members(item);
    if (members == null || !KEY.matcher(key).matches() || !VALUE.matcher(value).matches()) {
      return;
    }
    Map<String, String> updated = new LinkedHashMap<>();
    updated.put(key, value);
    members.forEach(updated::putIfAbsent);
    String text =
        updated.entrySet().stream()
            .limit(MAX_MEMBERS)
            .map(member -> member.getKey() + "=" + member.getValue())
            .collect(Collectors.joining(","));
    item.edit(TRACE_STATE).bytes(TRACE_STATE, text.getBytes(StandardCharsets.UTF_8));
  }
}
