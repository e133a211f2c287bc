package dev.weir.collector.helper.net;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Extension;
import dev.weir.collector.api.StartException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks up the extensions that a server's `auth` and `middlewares` name. No extension offers
/// either yet, so a server that names one does not start, rather than run without its protection.
public final class ServerExtensions {
  private ServerExtensions() {}

  /// Looks them up.
  ///
  /// @throws StartException when there is anything to look up
  public static void require(
      ComponentContext context, @Nullable ComponentId authenticator, List<Middleware> middlewares) {
    if (authenticator != null) {
      refuse(context, authenticator, "authenticates requests");
    }
    Middleware.ids(middlewares)
        .forEach(middleware -> refuse(context, middleware, "looks at requests"));
  }

  private static void refuse(ComponentContext context, ComponentId id, String kind) {
    Extension found = context.extension(id, Extension.class);
    throw new StartException(
        "extension \""
            + id
            + "\" ("
            + found.getClass().getSimpleName()
            + ") is not one that "
            + kind);
  }
}
