package dev.weir.collector.helper.net;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.NamesExtension;
import dev.weir.collector.api.Problems;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An element of `middlewares`: an extension that looks at every request.
///
/// @param id the name of the extension
public record Middleware(@NamesExtension @Nullable ComponentId id) implements ComponentConfig {
  public static Middleware defaults() {
    return new Middleware(null);
  }

  static List<ComponentId> ids(List<Middleware> middlewares) {
    return middlewares.stream().map(Middleware::id).filter(Objects::nonNull).toList();
  }

  @Override
  public void validate(Problems problems) {
    if (id == null) {
      problems.add("id", null, "the name of an extension");
    }
  }
}
