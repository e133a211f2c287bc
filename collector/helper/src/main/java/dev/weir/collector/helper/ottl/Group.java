package dev.weir.collector.helper.ottl;

import dev.weir.collector.api.Problems;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.context.ContextName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Statements or conditions that belong together: one element of `trace_statements`.
///
/// @param setting where it stands, for problems
/// @param context what they run on, or null to be inferred
/// @param errorMode what to do with errors, or null for the component's own
/// @param conditions of which one has to be true
/// @param statements empty in a list of conditions
/// @param isFlat whether it was a list of texts alone
public record Group(
    String setting,
    @Nullable ContextName context,
    @Nullable ErrorMode errorMode,
    List<String> conditions,
    List<String> statements,
    boolean isFlat) {

  /// What the elements of a list are.
  public enum Kind {
    STATEMENTS,
    CONDITIONS
  }

  /// Reads a list that is either texts alone, or groups alone.
  public static List<Group> parse(String setting, List<?> elements, Kind kind, Problems problems) {
    List<String> flat = new ArrayList<>();
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      String place = setting + "::" + i;
      switch (elements.get(i)) {
        case String text -> flat.add(text);
        case Map<?, ?> map -> groups.add(new Reader(place, map, kind, problems).group());
        case null, default ->
            problems.add(place, elements.get(i), "a " + one(kind) + ", or a group of them");
      }
    }
    if (!flat.isEmpty() && !groups.isEmpty()) {
      problems.add(
          setting,
          "configuring multiple configuration styles is not supported, please use only Basic"
              + " configuration or only Advanced configuration");
      return List.of();
    }
    if (flat.isEmpty()) {
      return List.copyOf(groups);
    }
    boolean areStatements = kind == Kind.STATEMENTS;
    return List.of(
        new Group(
            setting,
            null,
            null,
            areStatements ? List.of() : List.copyOf(flat),
            areStatements ? List.copyOf(flat) : List.of(),
            true));
  }

  /// Where one of its conditions stands.
  public String conditionSetting(int index) {
    return setting + (isFlat ? "::" : "::conditions::") + index;
  }

  /// Where one of its statements stands.
  public String statementSetting(int index) {
    return setting + (isFlat ? "::" : "::statements::") + index;
  }

  private static String one(Kind kind) {
    return kind == Kind.STATEMENTS ? "statement" : "condition";
  }

  /// Reads one group.
  private record Reader(String place, Map<?, ?> map, Kind kind, Problems problems) {
    Group group() {
      List<String> known =
          kind == Kind.STATEMENTS
              ? List.of("context", "error_mode", "conditions", "statements", "shared_cache")
              : List.of("context", "error_mode", "conditions");
      for (Object key : map.keySet()) {
        if (!known.contains(String.valueOf(key))) {
          problems.add(place + "::" + key, "unknown key (expected: one of " + known + ")");
        }
      }
      return new Group(
          place, context(), errorMode(), texts("conditions"), texts("statements"), false);
    }

    private @Nullable ContextName context() {
      Object written = map.get("context");
      if (written == null || written.equals("")) {
        return null;
      }
      ContextName context = ContextName.of(String.valueOf(written).toLowerCase(Locale.ROOT));
      if (context == null) {
        problems.add(
            place + "::context",
            written,
            "one of " + Arrays.stream(ContextName.values()).map(ContextName::text).toList());
      }
      return context;
    }

    private @Nullable ErrorMode errorMode() {
      Object written = map.get("error_mode");
      if (written == null || written.equals("")) {
        return null;
      }
      for (ErrorMode mode : ErrorMode.values()) {
        if (mode.name().equalsIgnoreCase(String.valueOf(written))) {
          return mode;
        }
      }
      problems.add(place + "::error_mode", written, "ignore, silent or propagate");
      return null;
    }

    private List<String> texts(String key) {
      Object written = map.get(key);
      List<String> texts = new ArrayList<>();
      if (written instanceof String text) {
        texts.add(text);
      } else if (written instanceof List<?> list) {
        for (Object element : list) {
          texts.add(String.valueOf(element));
        }
      } else if (written != null) {
        problems.add(place + "::" + key, written, "a list of texts");
      }
      return texts;
    }
  }
}
