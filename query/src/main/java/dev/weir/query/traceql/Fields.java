package dev.weir.query.traceql;

import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of the language: scopes of attributes, and intrinsics with their types.
public final class Fields {
  private static final Map<String, Scope> SCOPES = new LinkedHashMap<>();
  private static final Map<String, Known> INTRINSICS = new LinkedHashMap<>();
  private static final Map<Intrinsic, String> NAMES = new HashMap<>();

  /// An intrinsic and what may be done with it.
  ///
  /// @param preferred whether this is the name to write, of several
  record Known(String name, Intrinsic intrinsic, Type type, boolean preferred) {}

  static {
    SCOPES.put("span", Scope.SPAN);
    SCOPES.put("resource", Scope.RESOURCE);
    SCOPES.put("event", Scope.EVENT);
    SCOPES.put("link", Scope.LINK);
    SCOPES.put("instrumentation", Scope.INSTRUMENTATION);
    SCOPES.put("log", Scope.LOG);
    SCOPES.put("point", Scope.POINT);

    add("duration", Intrinsic.DURATION, Type.DURATION);
    add("name", Intrinsic.NAME, Type.TEXT);
    add("status", Intrinsic.STATUS, Type.STATUS);
    add("statusMessage", Intrinsic.STATUS_MESSAGE, Type.TEXT);
    add("kind", Intrinsic.KIND, Type.KIND);
    add("childCount", Intrinsic.CHILD_COUNT, Type.NUMBER);
    add("rootName", Intrinsic.ROOT_NAME, Type.TEXT);
    add("rootServiceName", Intrinsic.ROOT_SERVICE, Type.TEXT);
    add("traceDuration", Intrinsic.TRACE_DURATION, Type.DURATION);
    add("trace:id", Intrinsic.TRACE_ID, Type.TEXT);
    add("span:id", Intrinsic.SPAN_ID, Type.TEXT);
    add("span:parentID", Intrinsic.PARENT_SPAN_ID, Type.TEXT);
    add("span:traceState", Intrinsic.TRACE_STATE, Type.TEXT);
    add("event:name", Intrinsic.EVENT_NAME, Type.TEXT);
    add("event:timeSinceStart", Intrinsic.EVENT_TIME_SINCE_START, Type.DURATION);
    add("link:traceID", Intrinsic.LINK_TRACE_ID, Type.TEXT);
    add("link:spanID", Intrinsic.LINK_SPAN_ID, Type.TEXT);
    add("instrumentation:name", Intrinsic.INSTRUMENTATION_NAME, Type.TEXT);
    add("instrumentation:version", Intrinsic.INSTRUMENTATION_VERSION, Type.TEXT);
    add("time", Intrinsic.TIME, Type.NUMBER);

    add("body", Intrinsic.BODY, Type.ANY);
    add("severity", Intrinsic.SEVERITY, Type.TEXT);
    add("severity_number", Intrinsic.SEVERITY_NUMBER, Type.NUMBER);
    add("event_name", Intrinsic.LOG_EVENT_NAME, Type.TEXT);

    add("metric_name", Intrinsic.METRIC_NAME, Type.TEXT);
    add("metric_type", Intrinsic.METRIC_TYPE, Type.TEXT);
    add("metric_unit", Intrinsic.METRIC_UNIT, Type.TEXT);
    add("metric_value", Intrinsic.METRIC_VALUE, Type.NUMBER);

    alias("span:duration", Intrinsic.DURATION, Type.DURATION);
    alias("span:name", Intrinsic.NAME, Type.TEXT);
    alias("span:status", Intrinsic.STATUS, Type.STATUS);
    alias("span:statusMessage", Intrinsic.STATUS_MESSAGE, Type.TEXT);
    alias("span:kind", Intrinsic.KIND, Type.KIND);
    alias("span:childCount", Intrinsic.CHILD_COUNT, Type.NUMBER);
    alias("trace:duration", Intrinsic.TRACE_DURATION, Type.DURATION);
    alias("trace:rootName", Intrinsic.ROOT_NAME, Type.TEXT);
    alias("trace:rootService", Intrinsic.ROOT_SERVICE, Type.TEXT);
    alias("rootService", Intrinsic.ROOT_SERVICE, Type.TEXT);
    alias("trace_id", Intrinsic.TRACE_ID, Type.TEXT);
    alias("span_id", Intrinsic.SPAN_ID, Type.TEXT);
  }

  private Fields() {}

  private static void add(String name, Intrinsic intrinsic, Type type) {
    INTRINSICS.put(name, new Known(name, intrinsic, type, true));
    NAMES.put(intrinsic, name);
  }

  private static void alias(String name, Intrinsic intrinsic, Type type) {
    INTRINSICS.put(name, new Known(name, intrinsic, type, false));
  }

  static @Nullable Scope scope(String name) {
    return SCOPES.get(name);
  }

  static @Nullable Known intrinsic(String name) {
    return INTRINSICS.get(name);
  }

  /// The names of scopes, without their dots.
  public static List<String> scopes() {
    return List.copyOf(SCOPES.keySet());
  }

  /// The preferred names of the intrinsics that items of a signal have.
  public static List<String> intrinsics(dev.weir.otlp.Signal signal) {
    List<String> names = new ArrayList<>();
    for (Known known : INTRINSICS.values()) {
      if (known.preferred && known.intrinsic.isOf(signal)) {
        names.add(known.name);
      }
    }
    return names;
  }

  /// All names that may be meant by a misspelt one.
  static List<String> candidates() {
    List<String> names = new ArrayList<>(INTRINSICS.keySet());
    SCOPES.keySet().forEach(scope -> names.add(scope + "."));
    return names;
  }

  /// How an intrinsic is written.
  public static String name(Intrinsic intrinsic) {
    return switch (intrinsic) {
      case SERVICE -> "resource.service.name";
      default -> NAMES.getOrDefault(intrinsic, intrinsic.name());
    };
  }

  /// How an attribute is written, quoted where its key wants it.
  public static String name(Scope scope, String key) {
    String prefix = "";
    for (Map.Entry<String, Scope> entry : SCOPES.entrySet()) {
      if (entry.getValue() == scope) {
        prefix = entry.getKey();
      }
    }
    return prefix + "." + (isPlain(key) ? key : Literals.quote(key));
  }

  private static boolean isPlain(String key) {
    return !key.isEmpty()
        && key.chars()
            .allMatch(
                c -> Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '/')
        && !Character.isDigit(key.charAt(0));
  }
}
