package dev.weir.query.tempo;

import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.query.api.MetricsPlan;
import dev.weir.query.http.Call;
import dev.weir.query.http.Json;
import dev.weir.query.http.TimeGrid;
import dev.weir.query.traceql.Literals;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Series as Tempo writes them.
final class TempoMetrics {
  private TempoMetrics() {}

  static HttpResponse range(Call call, MetricsPlan.Result result, TimeGrid grid) {
    Json json = new Json().begin().name("series").beginList();
    for (MetricsPlan.Line line : result.lines()) {
      json.begin();
      labels(json, line.labels());
      json.name("samples").beginList();
      for (int i = 0; i < line.values().length; i++) {
        if (!Double.isNaN(line.values()[i])) {
          json.begin().field("timestampMs", Long.toString(grid.millis(i)));
          json.field("value", line.values()[i]).end();
        }
      }
      json.endList().end();
    }
    return call.answer(ending(json, result));
  }

  static HttpResponse instant(Call call, MetricsPlan.Result result, TimeGrid grid) {
    Json json = new Json().begin().name("series").beginList();
    for (MetricsPlan.Line line : result.lines()) {
      double value = line.values()[line.values().length - 1];
      if (!Double.isNaN(value)) {
        json.begin();
        labels(json, line.labels());
        json.field("value", value).end();
      }
    }
    return call.answer(ending(json, result));
  }

  private static Json ending(Json json, MetricsPlan.Result result) {
    json.endList().name("metrics").begin().field("completedJobs", 1).field("totalJobs", 1).end();
    if (result.cut()) {
      json.field("status", "PARTIAL").field("message", "there are more series than the limit");
    }
    return json.end();
  }

  private static void labels(Json json, Map<String, @Nullable Value> labels) {
    List<String> prom = new ArrayList<>();
    json.name("labels").beginList();
    labels.forEach((name, value) -> {
      json.begin().field("key", name).name("value");
      AnyValues.write(json, value == null ? Value.of("nil") : value);
      json.end();
      String text = value == null ? "<nil>" : AnyValues.plain(value);
      prom.add(quotedName(name) + "=" + Literals.quote(text));
    });
    json.endList().field("promLabels", "{" + String.join(", ", prom) + "}");
  }

  private static String quotedName(String name) {
    boolean isPlain = name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    return isPlain ? name : Literals.quote(name);
  }
}
