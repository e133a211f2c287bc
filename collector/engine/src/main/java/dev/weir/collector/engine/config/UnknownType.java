package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.engine.config.ComponentFactories.Kind;
import dev.weir.collector.engine.config.bind.Suggestion;
import dev.weir.collector.engine.config.migrate.Removed;
import dev.weir.collector.engine.config.yaml.Position;
import java.util.List;

/// Says that there is no such component, and which one could be meant.
final class UnknownType {
  private final ComponentFactories factories;

  UnknownType(ComponentFactories factories) {
    this.factories = factories;
  }

  Problem problem(Kind kind, ComponentId id, Position position, String path) {
    String message = "unknown type: \"" + id.type() + "\" for id: \"" + id + "\"";
    return Problem.error(position, path, message).suggestion(suggestion(kind, id.type()));
  }

  private String suggestion(Kind kind, String type) {
    List<String> known = factories.types(kind);
    String nearest = Suggestion.sentence(type, known);
    if (nearest != null) {
      return nearest;
    }
    String gone = Removed.advice(kind, type);
    if (gone != null) {
      return gone;
    }
    for (Kind other : Kind.values()) {
      if (other != kind && factories.find(other, type) != null) {
        return "there is "
            + other.article()
            + " of that name; does it belong under \""
            + other.section()
            + "\"?";
      }
    }
    return "this distribution lacks it; known "
        + kind.section()
        + ": "
        + (known.isEmpty() ? "none" : String.join(", ", known));
  }
}
