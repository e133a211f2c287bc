package dev.weir.query;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.StartException;
import dev.weir.collector.helper.http.HttpRoutes;
import dev.weir.collector.helper.http.HttpServer;
import dev.weir.collector.helper.http.HttpServerConfig;
import dev.weir.query.api.Api;
import dev.weir.query.http.Access;
import dev.weir.query.http.ApiHandler;
import dev.weir.query.http.Events;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Pages;
import dev.weir.query.http.Running;
import dev.weir.query.tempo.TempoApi;
import dev.weir.store.TelemetryStore;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

/// Answers questions about a store over HTTP: the API under `/api/v1`, Tempo's shapes under
/// `/tempo`, and the pages under `/`.
///
/// On a loopback address everybody on the machine may ask; on any other a token is wanted.
public final class QueryService implements AutoCloseable {
  private static final Duration ON_CLOSE = Duration.ofSeconds(2);

  private final HttpServer server;

  private QueryService(HttpServer server) {
    this.server = server;
  }

  /// Listens and answers from now on.
  ///
  /// @param setting where the user chooses the address, for messages
  /// @param store asked for at each request
  /// @throws StartException when the port cannot be opened, or a token is missing
  public static QueryService start(
      QuerySettings settings,
      String setting,
      Supplier<TelemetryStore> store,
      PipelineView pipelines,
      ComponentContext context) {
    if (settings.token() == null && !Access.isLoopback(settings.host())) {
      throw new StartException(
          setting
              + ": "
              + settings.endpoint()
              + " can be reached by others, so a token is wanted (expected: an address such as"
              + " localhost:4319, or a token in WEIR_UI_TOKEN)");
    }
    Access access = new Access(settings.host(), settings.token());
    Running running = new Running(settings.queries());
    Events.Places places = new Events.Places();
    HttpRoutes routes =
        new HttpRoutes()
            .addBelow(
                "/api/",
                new ApiHandler(
                    Api.routes(context.build(), pipelines, running, places),
                    access,
                    running,
                    store,
                    context.log(),
                    Failure::answer))
            .addBelow(
                "/tempo/",
                new ApiHandler(
                    TempoApi.routes(context.build()),
                    access,
                    running,
                    store,
                    context.log(),
                    TempoApi::error))
            .addBelow("/", new Pages(access));
    HttpServerConfig config =
        HttpServerConfig.defaults(settings.endpoint())
            .withTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(2));
    HttpServer server = new HttpServer(config, routes, context, setting);
    server.start();
    return new QueryService(server);
  }

  /// The port that is open; of use when 0 was asked for.
  public int port() {
    return ((InetSocketAddress) server.address()).getPort();
  }

  @Override
  public void close() {
    server.shutdown(Deadline.after(ON_CLOSE));
  }
}
