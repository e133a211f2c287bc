package dev.weir.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.BuildInfo;
import dev.weir.query.api.Api;
import dev.weir.query.http.Events;
import dev.weir.query.http.Running;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DocumentTest {

  @Test
  void theDocument_namesJustTheRoutesThatAreServed() throws Exception {
    Set<String> documented = new TreeSet<>();
    try (Served served = new Served()) {
      Map<String, Object> document = served.json("/api/v1/openapi.yaml");
      Served.map(document.get("paths"))
          .forEach((path, operations) ->
              Served.map(operations)
                  .keySet()
                  .forEach(method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    }
    Set<String> served = new TreeSet<>();
    Api.routes(new BuildInfo("weir", "1"), PipelineView.NONE, new Running(1), new Events.Places())
        .forEach(route -> served.add(route.method() + " " + route.template()));
    assertThat(served).isEqualTo(documented);
  }
}
