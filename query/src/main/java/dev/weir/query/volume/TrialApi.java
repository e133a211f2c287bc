package dev.weir.query.volume;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.query.PipelineView;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.store.query.Expr;
import dev.weir.store.query.TimeRange;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What a filter or a sampling percentage would save, found by running the processor over live
/// items, apart from the pipelines.
public final class TrialApi {
  private static final int DEFAULT_ITEMS = 5_000;
  private static final int DEFAULT_SECONDS = 3;
  private static final int GROUPS = 50;

  private final PipelineView pipelines;

  public TrialApi(PipelineView pipelines) {
    this.pipelines = pipelines;
  }

  public List<Route> routes() {
    return List.of(Route.get("/api/v1/volume/trial", this::trial));
  }

  private HttpResponse trial(Call call) throws InterruptedException {
    Signal signal = call.signal();
    Rule rule = Rule.of(call, signal);
    Json json = new Json().begin().field("signal", signal.key());
    json.field("processor", rule.type()).field("yaml", rule.yaml());
    PipelineView.Trial trial;
    try {
      trial = pipelines.trial(rule.type(), rule.settings(), signal);
    } catch (IllegalArgumentException e) {
      json.name("problems").texts(List.of(String.valueOf(e.getMessage())));
      return call.answer(call.took(json, List.of()).end());
    }
    if (trial == null) {
      throw Failure.notFound("no processor " + rule.type() + " for " + signal.key() + " is here");
    }
    try (trial) {
      run(call, signal, trial, json);
    }
    return call.answer(call.took(json, List.of()).end());
  }

  private void run(Call call, Signal signal, PipelineView.Trial trial, Json json)
      throws InterruptedException {
    int wanted = call.params().whole("items", DEFAULT_ITEMS, 1, Sample.MAX);
    LiveItems items = LiveItems.take(call, pipelines, signal, wanted, DEFAULT_SECONDS, false);
    Weight before = new Weight(signal);
    Weight after = new Weight(signal);
    String refusal = null;
    for (Batch batch : items.batches()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      before.add(batch);
      try {
        trial.run(batch).forEach(after::add);
      } catch (Refusal e) {
        refusal = e.getMessage();
        after.add(batch);
      }
    }
    json.name("problems").texts(List.of());
    json.name("warnings").texts(trial.warnings()).field("refusal", refusal);
    items.write(json);
    write(json.name("before"), before.total);
    write(json.name("after"), after.total);
    perDay(call, signal, before, after, json);
    groups(json.name("services"), before.services, after.services);
    groups(json.name("names"), before.names, after.names);
  }

  /// The share is that of the items that were tried; the rate is that of the store, which has
  /// everything.
  private static void perDay(Call call, Signal signal, Weight before, Weight after, Json json) {
    TimeRange range = call.range();
    Window window = Window.of(call, signal, range);
    double bytes = VolumeApi.Total.of(call, signal, range, Expr.TRUE).bytes();
    double kept = before.total.bytes == 0 ? 1 : (double) after.total.bytes / before.total.bytes;
    window.write(json);
    json.field("saved", before.total.bytes == 0 ? 0 : 1 - kept);
    json.field("bytesPerDay", window.perDay(bytes));
    json.field("bytesPerDayAfter", window.perDay(bytes * kept));
  }

  private static void write(Json json, Weight.Amount amount) {
    json.begin().field("items", amount.items).field("bytes", amount.bytes).end();
  }

  /// Those first of which most is saved.
  private static void groups(
      Json json, Map<String, Weight.Amount> before, Map<String, Weight.Amount> after) {
    json.beginList();
    before.keySet().stream()
        .sorted(
            Comparator.<String>comparingLong(name -> -saved(name, before, after))
                .thenComparing(Comparator.naturalOrder()))
        .limit(GROUPS)
        .forEach(name -> {
          json.begin().field("name", name);
          write(json.name("before"), before.getOrDefault(name, new Weight.Amount()));
          write(json.name("after"), after.getOrDefault(name, new Weight.Amount()));
          json.end();
        });
    json.endList();
  }

  private static long saved(
      String name, Map<String, Weight.Amount> before, Map<String, Weight.Amount> after) {
    Weight.Amount left = after.get(name);
    Weight.Amount had = before.get(name);
    return (had == null ? 0 : had.bytes) - (left == null ? 0 : left.bytes);
  }
}
