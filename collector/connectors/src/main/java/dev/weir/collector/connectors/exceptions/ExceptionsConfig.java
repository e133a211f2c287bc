package dev.weir.collector.connectors.exceptions;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Key;
import dev.weir.collector.api.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the user writes under `exceptions:`.
///
/// @param dimensions what tells exceptions apart beside service, span name, kind and status
/// @param exemplars whether points name the spans that had them
public record ExceptionsConfig(List<Dimension> dimensions, Exemplars exemplars)
    implements ComponentConfig {

  /// An attribute of the span, the event or the resource.
  ///
  /// @param name its key
  /// @param defaultValue what stands for it where there is none; null for nothing
  public record Dimension(String name, @Key("default") @Nullable String defaultValue)
      implements ComponentConfig {

    public static Dimension defaults() {
      return new Dimension("", null);
    }

    @Override
    public void validate(Problems problems) {
      if (name.isEmpty()) {
        problems.add("name", name, "the key of an attribute");
      }
    }
  }

  /// Whether points name the spans that had them.
  public record Exemplars(boolean enabled) implements ComponentConfig {}

  public static ExceptionsConfig defaults() {
    return new ExceptionsConfig(
        List.of(new Dimension("exception.type", null), new Dimension("exception.message", null)),
        new Exemplars(false));
  }

  @Override
  public void validate(Problems problems) {
    Set<String> known =
        new HashSet<>(Set.of("service.name", "span.name", "span.kind", "status.code"));
    for (int i = 0; i < dimensions.size(); i++) {
      if (!known.add(dimensions.get(i).name())) {
        problems.add("dimensions::" + i, "duplicate dimension name " + dimensions.get(i).name());
      }
    }
  }
}
