package dev.weir.query.ottl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.Batch;
import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.collector.helper.ottl.Programs;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.MalformedOtlpJsonException;
import dev.weir.otlp.json.OtlpJsonReader;
import dev.weir.otlp.json.OtlpJsonWriter;
import dev.weir.otlp.scan.OtlpScan;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.MalformedOtlpException;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.FunctionDoc;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.function.OttlFunction;
import dev.weir.ottl.functions.ContextFunctions;
import dev.weir.query.PipelineView;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.query.volume.LiveItems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Statements tried on items, apart from the pipelines, and the functions they may call.
public final class TryApi {
  private static final int MAX_ITEMS = 100;
  private static final int DEFAULT_ITEMS = 20;
  private static final int DEFAULT_SECONDS = 3;

  /// A metric is tried with its points, of which it may have some.
  private static final int POINTS_OF_A_METRIC = 5;

  private static final int MAX_BODY = 4 << 20;

  private final PipelineView pipelines;

  public TryApi(PipelineView pipelines) {
    this.pipelines = pipelines;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/ottl/try", this::live),
        new Route("POST", "/api/v1/ottl/try", true, TryApi::sent),
        Route.light("GET", "/api/v1/ottl/functions", TryApi::functions));
  }

  private HttpResponse live(Call call) throws IOException, InterruptedException {
    Signal signal = call.signal();
    Statements statements = Statements.of(call, signal);
    boolean isMetrics = signal == Signal.METRICS;
    int wanted = wanted(call) * (isMetrics ? POINTS_OF_A_METRIC : 1);
    LiveItems items = LiveItems.take(call, pipelines, signal, wanted, DEFAULT_SECONDS, isMetrics);
    return answer(call, statements, items);
  }

  /// On items that the client sends.
  private static HttpResponse sent(Call call) throws IOException, InterruptedException {
    Signal signal = call.signal();
    Statements statements = Statements.of(call, signal);
    ByteRange body = call.request().body();
    if (body.length() > MAX_BODY) {
      throw Failure.of(400, "bad_parameter", "the body: more than 4 MiB (expected: some items)");
    }
    try {
      ByteRange message =
          ByteRange.of(
              OtlpJsonReader.read(signal, body.buffer(), body.offset(), body.length()).message());
      int items =
          OtlpScan.scan(signal, message.buffer(), message.offset(), message.length()).items();
      Batch batch = Batch.of(signal, message.buffer(), items);
      return answer(
          call, statements, new LiveItems("sent", List.of(), List.of(batch), items, 0, false));
    } catch (MalformedOtlpJsonException | MalformedOtlpException e) {
      throw Failure.of(400, "bad_parameter", "the body: " + e.getMessage());
    }
  }

  private static int wanted(Call call) {
    return call.params().whole("items", DEFAULT_ITEMS, 1, MAX_ITEMS);
  }

  private static HttpResponse answer(Call call, Statements statements, LiveItems live)
      throws IOException, InterruptedException {
    Units units = Units.of(statements.signal, live.batches(), wanted(call));
    Programs.Compiled program = statements.compiled;
    List<Trying.Outcome> outcomes =
        program == null ? List.of() : onPlatformThread(statements, new Trying(program), units);
    Json json = new Json().begin();
    statements.write(json);
    live.write(json);
    json.name("items").beginList();
    int changed = 0;
    int failed = 0;
    for (int i = 0; i < units.items().size(); i++) {
      ByteRange before = units.items().get(i);
      Trying.Outcome outcome =
          outcomes.isEmpty() ? new Trying.Outcome(before, 0, List.of()) : outcomes.get(i);
      boolean isChanged = differ(before, outcome.after());
      changed += isChanged ? 1 : 0;
      failed += outcome.errors().isEmpty() ? 0 : 1;
      json.begin().field("changed", isChanged).field("ran", outcome.ran());
      json.name("errors").texts(outcome.errors());
      json.name("before").raw(otlp(statements.signal, before));
      json.name("after");
      if (isChanged) {
        json.raw(otlp(statements.signal, outcome.after())).end();
      } else {
        json.nil().end();
      }
    }
    json.endList()
        .field("changed", changed)
        .field("failed", failed)
        .field("cut", units.isCut() || live.isCut());
    return call.answer(call.took(json, List.of()).end());
  }

  private static boolean differ(ByteRange before, ByteRange after) {
    return before != after && !Arrays.equals(before.toByteArray(), after.toByteArray());
  }

  /// What is allocated is known of platform threads only.
  private static List<Trying.Outcome> onPlatformThread(
      Statements statements, Trying trying, Units units) throws InterruptedException {
    FutureTask<List<Trying.Outcome>> work =
        new FutureTask<>(() -> {
          List<Trying.Outcome> outcomes = new ArrayList<>();
          for (ByteRange item : units.items()) {
            if (Thread.interrupted()) {
              throw new InterruptedException();
            }
            outcomes.add(trying.run(item, statements));
          }
          return outcomes;
        });
    Thread.ofPlatform().daemon().name("weir-query-try").start(work);
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      work.cancel(true);
    }
  }

  private static String otlp(Signal signal, ByteRange request) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    OtlpJsonWriter.write(signal, request, json);
    return json.toString(UTF_8);
  }

  private static HttpResponse functions(Call call) {
    Signal signal = call.signal();
    String text = call.params().text("context", Statements.contexts(signal).getFirst());
    ContextName context = ContextName.of(text);
    Functions functions = context == null ? null : ContextFunctions.all(signal).get(context);
    if (functions == null) {
      throw Failure.parameter(
          "context", text, "one of " + String.join(", ", Statements.contexts(signal)));
    }
    Json json = new Json().begin().field("context", text).name("functions").beginList();
    functions.all().stream()
        .sorted(Comparator.comparing(function -> function.signature().name()))
        .forEach(function -> write(json, function));
    return call.answer(json.endList().end());
  }

  private static void write(Json json, OttlFunction function) {
    json.begin().field("name", function.signature().name());
    json.field("kind", function instanceof Editor ? "editor" : "converter");
    json.field("signature", function.signature().toString());
    json.field("doc", FunctionDoc.of(function)).end();
  }
}
