package dev.weir.collector.processors.attributes;

import dev.weir.collector.api.RequestInfo;
import dev.weir.otlp.edit.AttributesEdit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several actions, done one after the other. Immutable.
public final class AttributeActions {
  private final AttributeAction[] actions;

  private AttributeActions(AttributeAction[] actions) {
    this.actions = actions;
  }

  /// The settings are valid.
  public static AttributeActions of(List<ActionConfig> configs) {
    return new AttributeActions(
        configs.stream().map(AttributeActions::action).toArray(AttributeAction[]::new));
  }

  /// The actions as they are for the batches of one request. For one thread.
  public Run on(RequestInfo request) {
    Run[] runs = new Run[actions.length];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = actions[i].on(request);
    }
    return runs.length == 1 ? runs[0] : all(runs);
  }

  /// Actions with all that they need of one request.
  @FunctionalInterface
  public interface Run {
    void change(AttributesEdit attributes);
  }

  private static Run all(Run[] runs) {
    return attributes -> {
      for (Run run : runs) {
        run.change(attributes);
      }
    };
  }

  private static AttributeAction action(ActionConfig config) {
    return switch (typeOf(config.action())) {
      case INSERT, UPDATE, UPSERT -> new SetAction(config);
      case DELETE -> new DeleteAction(config);
      case HASH -> new HashAction(config);
      case EXTRACT -> new ExtractAction(config);
      case CONVERT -> new ConvertAction(config);
    };
  }

  private static ActionType typeOf(@Nullable ActionType action) {
    if (action == null) {
      throw new IllegalArgumentException("action: null (expected: valid settings)");
    }
    return action;
  }
}
