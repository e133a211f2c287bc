package dev.weir.ottl.context;

import dev.weir.otlp.Signal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The kinds of items that statements run on, the innermost first, in the order in which a context
/// is inferred from paths.
public enum ContextName {
  LOG(2),
  DATAPOINT(3),
  METRIC(2),
  SPANEVENT(3),
  SPAN(2),
  PROFILE(2),
  SCOPE(1),
  RESOURCE(0);

  private final int depth;

  ContextName(int depth) {
    this.depth = depth;
  }

  /// The context with this prefix, or null. `instrumentation_scope` is `scope`.
  public static @Nullable ContextName of(String text) {
    if (text.equals("instrumentation_scope")) {
      return SCOPE;
    }
    for (ContextName name : values()) {
      if (name.text().equals(text)) {
        return name;
      }
    }
    return null;
  }

  /// The contexts whose paths a statement in this one may use: itself and what encloses it.
  public Set<ContextName> visible() {
    Set<ContextName> visible = EnumSet.of(this, SCOPE, RESOURCE);
    switch (this) {
      case SPANEVENT -> visible.add(SPAN);
      case DATAPOINT -> visible.add(METRIC);
      case SCOPE -> visible.remove(this);
      case RESOURCE -> visible.remove(SCOPE);
      case LOG, METRIC, SPAN, PROFILE -> {}
    }
    visible.add(this);
    return visible;
  }

  /// Whether requests of this signal have such items.
  public boolean isIn(Signal signal) {
    return switch (this) {
      case RESOURCE, SCOPE -> true;
      case SPAN, SPANEVENT -> signal == Signal.TRACES;
      case METRIC, DATAPOINT -> signal == Signal.METRICS;
      case LOG -> signal == Signal.LOGS;
      case PROFILE -> signal == Signal.PROFILES;
    };
  }

  /// How many items enclose one; see [Frame].
  public int depth() {
    return depth;
  }

  /// The prefix of its paths.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
