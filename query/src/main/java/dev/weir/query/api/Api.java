package dev.weir.query.api;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.query.PipelineView;
import dev.weir.query.http.Events;
import dev.weir.query.http.Route;
import dev.weir.query.http.Running;
import dev.weir.query.ottl.TryApi;
import dev.weir.query.volume.TrialApi;
import dev.weir.query.volume.VolumeApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// All routes under `/api/v1`.
public final class Api {
  private static final String DOCUMENT = "openapi.yaml";

  private Api() {}

  public static List<Route> routes(
      BuildInfo build, PipelineView pipelines, Running running, Events.Places places) {
    byte[] document = document();
    List<Route> routes = new ArrayList<>();
    routes.add(
        Route.light(
            "GET",
            "/api/v1/openapi.yaml",
            _ -> HttpResponse.of(200, "application/yaml", document)));
    routes.addAll(new LiveApi(places).routes());
    routes.addAll(TracesApi.routes());
    routes.addAll(SpansApi.routes());
    routes.addAll(LogsApi.routes());
    routes.addAll(MetricsApi.routes());
    routes.addAll(ServicesApi.routes());
    routes.addAll(CompareApi.routes());
    routes.addAll(VolumeApi.routes());
    routes.addAll(new TrialApi(pipelines).routes());
    routes.addAll(new TryApi(pipelines).routes());
    routes.addAll(LanguageApi.routes());
    routes.addAll(new ProcessApi(build, pipelines, running, places).routes());
    routes.addAll(DataApi.routes());
    return List.copyOf(routes);
  }

  private static byte[] document() {
    try (InputStream in = Api.class.getResourceAsStream(DOCUMENT)) {
      if (in == null) {
        throw new IllegalStateException(DOCUMENT + " is missing from the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
