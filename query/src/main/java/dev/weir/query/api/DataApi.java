package dev.weir.query.api;

import dev.weir.collector.helper.http.HttpOutput;
import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.MalformedOtlpJsonException;
import dev.weir.otlp.json.OtlpJsonReader;
import dev.weir.otlp.json.OtlpJsonRequest;
import dev.weir.otlp.json.OtlpJsonWriter;
import dev.weir.otlp.scan.OtlpScan;
import dev.weir.otlp.scan.ScanResult;
import dev.weir.otlp.scan.Utf8Repair;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.MalformedOtlpException;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.http.Route;
import dev.weir.query.traceql.Compiler.Compiled;
import dev.weir.store.Deletion;
import dev.weir.store.Receipt;
import dev.weir.store.TelemetryStore;
import dev.weir.store.query.ItemRef;
import dev.weir.store.query.Order;
import dev.weir.store.query.Row;
import dev.weir.store.query.Rows;
import dev.weir.store.query.SearchRequest;
import dev.weir.store.query.TimeRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Import, export, delete.
final class DataApi {
  private static final int MAX_EXPORTED = 1_000_000;
  private static final int PIECE = 2_000;
  private static final Map<String, Signal> MEMBERS =
      Map.of(
          "resourceSpans", Signal.TRACES,
          "resourceLogs", Signal.LOGS,
          "resourceMetrics", Signal.METRICS);

  private DataApi() {}

  static List<Route> routes() {
    return List.of(
        Route.light("POST", "/api/v1/import", DataApi::take),
        Route.get("/api/v1/export", DataApi::export),
        Route.get("/api/v1/data", DataApi::preview),
        Route.light("DELETE", "/api/v1/data", DataApi::delete));
  }

  private static HttpResponse take(Call call) throws InterruptedException {
    ByteRange body = call.request().body();
    String type = call.header("content-type");
    List<Receipt> receipts = new ArrayList<>();
    Map<Signal, Long> counts = new EnumMap<>(Signal.class);
    if (type != null && type.startsWith("application/x-protobuf")) {
      if (!call.params().has("signal")) {
        throw Failure.parameter("signal", null, "traces, logs or metrics, with protobuf");
      }
      receipts.add(append(call.store(), call.signal(), body.toByteArray(), counts));
    } else {
      json(call.store(), body, receipts, counts);
    }
    for (Receipt receipt : receipts) {
      receipt.awaitCommitted();
    }
    Json json = new Json().begin();
    for (Signal signal : List.of(Signal.TRACES, Signal.LOGS, Signal.METRICS)) {
      json.field(signal.key(), counts.getOrDefault(signal, 0L));
    }
    return call.answer(json.end());
  }

  /// One request, or one a line. All are read before the first is stored.
  private static void json(
      TelemetryStore store, ByteRange body, List<Receipt> receipts, Map<Signal, Long> counts) {
    record Part(Signal signal, OtlpJsonRequest request) {}
    List<Part> parts = new ArrayList<>();
    int line = 0;
    for (ByteRange text : documents(body)) {
      line++;
      try {
        Signal signal = signal(text);
        OtlpJsonRequest read =
            OtlpJsonReader.read(signal, text.buffer(), text.offset(), text.length());
        parts.add(new Part(signal, read));
      } catch (MalformedOtlpJsonException e) {
        throw Failure.of(400, "bad_parameter", "request " + line + ": " + e.getMessage());
      }
    }
    if (parts.isEmpty()) {
      throw Failure.of(400, "bad_parameter", "the body is empty (expected: OTLP JSON)");
    }
    parts.forEach(part -> receipts.add(append(store, part.signal, part.request.message(), counts)));
  }

  /// The lines, if each begins a document; otherwise the whole.
  private static List<ByteRange> documents(ByteRange body) {
    List<ByteRange> lines = new ArrayList<>();
    byte[] bytes = body.buffer();
    int end = body.offset() + body.length();
    int begin = body.offset();
    for (int at = begin; at <= end; at++) {
      if (at == end || bytes[at] == '\n') {
        int from = begin;
        while (from < at && bytes[from] <= ' ') {
          from++;
        }
        if (from < at) {
          if (bytes[from] != '{' || (at < end && isMember(bytes, at, end))) {
            return List.of(body);
          }
          lines.add(new ByteRange(bytes, from, at - from));
        }
        begin = at + 1;
      }
    }
    return lines;
  }

  /// Whether the text goes on within a document behind this line's end.
  private static boolean isMember(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] <= ' ') {
      at++;
    }
    return at < end && bytes[at] != '{';
  }

  private static Signal signal(ByteRange text) {
    String begin =
        new String(
            text.buffer(),
            text.offset(),
            Math.min(text.length(), 4096),
            java.nio.charset.StandardCharsets.UTF_8);
    Signal found = null;
    int first = Integer.MAX_VALUE;
    for (Map.Entry<String, Signal> member : MEMBERS.entrySet()) {
      int at = begin.indexOf('"' + member.getKey() + '"');
      if (at >= 0 && at < first) {
        first = at;
        found = member.getValue();
      }
    }
    if (found == null) {
      throw Failure.of(
          400,
          "bad_parameter",
          "this is no OTLP JSON (expected: an object with resourceSpans, resourceLogs or"
              + " resourceMetrics)");
    }
    return found;
  }

  private static Receipt append(
      TelemetryStore store, Signal signal, byte[] bytes, Map<Signal, Long> counts) {
    try {
      ScanResult scanned = OtlpScan.scan(signal, bytes, 0, bytes.length);
      ByteRange range = ByteRange.of(bytes);
      byte[] clean = scanned.invalidStrings() == 0 ? bytes : Utf8Repair.repair(signal, range);
      if (scanned.items() == 0) {
        return () -> {};
      }
      Receipt receipt = store.append(signal, ByteRange.of(clean));
      counts.merge(signal, (long) scanned.items(), Long::sum);
      return receipt;
    } catch (MalformedOtlpException e) {
      throw Failure.of(400, "bad_parameter", "no OTLP protobuf: " + e.getMessage());
    }
  }

  private static HttpResponse export(Call call) {
    Signal signal = call.signal();
    Compiled query = call.filter(signal);
    int limit = call.params().whole("limit", 10_000, 1, MAX_EXPORTED);
    TelemetryStore store = call.store();
    Rows found =
        store.search(
            new SearchRequest(
                signal,
                call.range(),
                query.filter(),
                List.of(),
                List.of(Order.OLDEST_FIRST),
                limit,
                call.timeout()));
    List<ItemRef> refs = found.rows().stream().map(Row::ref).toList();
    return HttpResponse.stream(
            200, "application/x-ndjson", output -> write(output, store, signal, refs))
        .header("content-disposition", "attachment; filename=\"" + signal.key() + ".jsonl\"")
        .header("x-weir-cut", Boolean.toString(found.cut()));
  }

  private static void write(
      HttpOutput output, TelemetryStore store, Signal signal, List<ItemRef> refs)
      throws IOException, InterruptedException {
    for (int from = 0; from < refs.size(); from += PIECE) {
      ByteRange piece =
          store.items(signal, refs.subList(from, Math.min(refs.size(), from + PIECE)));
      if (piece.length() > 0) {
        var line = new ByteArrayOutputStream(piece.length() * 2);
        OtlpJsonWriter.write(signal, piece, line);
        line.write('\n');
        output.write(line.toByteArray());
      }
    }
  }

  private static Set<Signal> signals(List<String> names) {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    for (String name : names) {
      signals.add(
          switch (name) {
            case "traces" -> Signal.TRACES;
            case "logs" -> Signal.LOGS;
            case "metrics" -> Signal.METRICS;
            default -> throw Failure.parameter("signals", name, "traces, logs, metrics");
          });
    }
    return signals.isEmpty() ? EnumSet.of(Signal.TRACES, Signal.LOGS, Signal.METRICS) : signals;
  }

  private static HttpResponse preview(Call call) {
    List<String> names = call.params().list("signals");
    Set<Signal> signals = signals(names);
    TimeRange range = call.range("from", "0", "to", "now");
    Deletion deletion = call.store().previewDelete(signals, range);
    return call.answer(write(deletion, confirmation(signals, range)));
  }

  /// Says exactly what was asked, so that nothing else is deleted.
  private static String confirmation(Set<Signal> signals, TimeRange range) {
    return String.join("+", signals.stream().map(Signal::key).toList())
        + "_"
        + range.from()
        + "_"
        + range.to();
  }

  private static HttpResponse delete(Call call) {
    String confirm = call.params().required("confirm", "what the preview (GET) says");
    String[] parts = confirm.replace(' ', '+').split("_", -1);
    try {
      if (parts.length == 3) {
        TimeRange range = new TimeRange(Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        Set<Signal> signals = signals(List.of(parts[0].split("\\+", -1)));
        return call.answer(write(call.store().delete(signals, range), ""));
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw Failure.parameter("confirm", confirm, "what the preview (GET) says");
  }

  private static Json write(Deletion deletion, String confirm) {
    Json json = new Json().begin();
    json.field("items", deletion.items()).field("bytes", deletion.bytes());
    json.name("from").time(deletion.range().from()).name("to").time(deletion.range().to());
    return json.field("confirm", confirm).end();
  }
}
