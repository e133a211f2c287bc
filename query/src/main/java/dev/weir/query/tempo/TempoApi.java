package dev.weir.query.tempo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonWriter;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.query.api.Ids;
import dev.weir.query.api.MetricsPlan;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.query.http.TimeGrid;
import dev.weir.query.http.TimeText;
import dev.weir.store.query.TimeRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Tempo's routes. Errors are plain text, as Tempo's are.
public final class TempoApi {
  private static final String PROTOBUF = "application/protobuf";

  /// `tempo-cli` always asks for steps of five seconds.
  private static final int MAX_STEPS = 20_000;

  private static final Duration HOUR = Duration.ofHours(1);

  private TempoApi() {}

  public static List<Route> routes(BuildInfo build) {
    return List.of(
        Route.light("GET", "/tempo/api/echo", _ -> HttpResponse.text(200, "echo")),
        Route.light("GET", "/tempo/ready", _ -> HttpResponse.text(200, "ready\n")),
        Route.light("GET", "/tempo/api/status/buildinfo", call -> buildInfo(call, build)),
        Route.get("/tempo/api/search", TempoSearch::answer),
        Route.get("/tempo/api/search/tags", TempoTags::namesV1),
        Route.get("/tempo/api/v2/search/tags", TempoTags::names),
        Route.get("/tempo/api/search/tag/{tag}/values", TempoTags::valuesV1),
        Route.get("/tempo/api/v2/search/tag/{tag}/values", TempoTags::values),
        Route.get("/tempo/api/traces/{traceId}", TempoApi::trace),
        Route.get("/tempo/api/v2/traces/{traceId}", TempoApi::traceV2),
        Route.get("/tempo/api/metrics/query_range", TempoApi::queryRange),
        Route.get("/tempo/api/metrics/query", TempoApi::query));
  }

  /// How Tempo says what went wrong.
  public static HttpResponse error(Failure failure) {
    return HttpResponse.text(failure.status(), failure.message());
  }

  private static HttpResponse buildInfo(Call call, BuildInfo build) {
    // the version of Tempo whose routes these are: clients look at it to know what they may ask
    Json json = new Json().begin().field("version", "2.8.0").field("revision", build.version());
    return call.answer(json.field("branch", "weir").end());
  }

  /// The time range in Tempo's parameters: seconds since 1970; the last hour without them.
  static TimeRange range(Call call) {
    String now = Long.toString(TimeText.nanos(call.now()));
    String hourAgo = Long.toString(TimeText.nanos(call.now().minus(HOUR)));
    String since = call.params().text("since");
    if (since != null && !call.params().has("start")) {
      Duration back = TimeText.duration("since", since);
      hourAgo = Long.toString(TimeText.nanos(call.now().minus(back)));
    }
    return call.range("start", hourAgo, "end", now);
  }

  static boolean wantsProtobuf(Call call) {
    String accept = call.header("accept");
    return accept != null && accept.contains(PROTOBUF);
  }

  private static ByteRange bytes(Call call) {
    String id = Ids.trace(call.path("traceId"));
    ByteRange bytes = call.store().trace(id);
    if (bytes.length() == 0) {
      throw Failure.notFound("trace not found");
    }
    return bytes;
  }

  /// Tempo's `Trace` message is OTLP's `TracesData`; in its JSON the list is called `batches`.
  private static HttpResponse trace(Call call) throws IOException {
    ByteRange bytes = bytes(call);
    return wantsProtobuf(call)
        ? HttpResponse.of(200, PROTOBUF, bytes.toByteArray())
        : json("{\"batches\":" + resourceSpans(bytes) + "}");
  }

  /// Version 2 puts the trace into a message of its own.
  private static HttpResponse traceV2(Call call) throws IOException {
    ByteRange bytes = bytes(call);
    if (wantsProtobuf(call)) {
      ProtoWriter out = new ProtoWriter();
      out.bytes(1, bytes.buffer(), bytes.offset(), bytes.length());
      return HttpResponse.of(200, PROTOBUF, out.toByteArray());
    }
    return json("{\"trace\":{\"resourceSpans\":" + resourceSpans(bytes) + "},\"metrics\":{}}");
  }

  private static String resourceSpans(ByteRange bytes) throws IOException {
    var out = new ByteArrayOutputStream(bytes.length() * 2);
    OtlpJsonWriter.write(Signal.TRACES, bytes, out);
    String request = out.toString(UTF_8);
    String begin = "{\"resourceSpans\":";
    return request.startsWith(begin)
        ? request.substring(begin.length(), request.length() - 1)
        : "[]";
  }

  static HttpResponse json(String text) {
    return HttpResponse.of(200, "application/json", text.getBytes(UTF_8));
  }

  private static HttpResponse queryRange(Call call) {
    TimeRange range = range(call);
    TimeGrid grid = TimeGrid.of(call.params(), range, 60, MAX_STEPS);
    return TempoMetrics.range(call, run(call, grid), grid);
  }

  private static HttpResponse query(Call call) {
    TimeRange range = range(call);
    TimeGrid grid = new TimeGrid(range.from(), Math.max(1, range.to() - range.from()), 1);
    return TempoMetrics.instant(call, run(call, grid), grid);
  }

  private static MetricsPlan.Result run(Call call, TimeGrid grid) {
    if (call.query().metrics() == null && call.params().text("q") == null) {
      throw Failure.parameter("q", null, "a TraceQL metrics query");
    }
    return MetricsPlan.run(call.query(), grid, call.store(), 1000, call.timeout());
  }
}
