package dev.weir.collector.helper.net;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.NamesExtension;
import dev.weir.collector.api.Problems;
import org.jspecify.annotations.Nullable;

/// The section `auth` of a client.
///
/// @param authenticator the extension that authenticates requests
public record ClientAuth(@NamesExtension @Nullable ComponentId authenticator)
    implements ComponentConfig {
  public static ClientAuth defaults() {
    return new ClientAuth(null);
  }

  @Override
  public void validate(Problems problems) {
    if (authenticator == null) {
      problems.add("authenticator", null, "the name of an extension");
    }
  }
}
