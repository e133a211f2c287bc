package dev.weir.collector.receivers.otlp;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Encoded;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.ReceiverContext;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.api.Telemetry;
import dev.weir.otlp.Signal;
import dev.weir.otlp.json.MalformedOtlpJsonException;
import dev.weir.otlp.json.OtlpJsonReader;
import dev.weir.otlp.json.OtlpJsonRequest;
import dev.weir.otlp.scan.OtlpScan;
import dev.weir.otlp.scan.ScanResult;
import dev.weir.otlp.scan.Utf8Repair;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.MalformedOtlpException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The door of one signal: checks what came and hands it to the pipeline. Any thread may call it.
final class OtlpIntake {
  private final Signal signal;
  private final Consumer consumer;
  private final ReceiverContext context;
  private final Map<String, String> labels;
  private final Map<String, Telemetry.Counter> turnedDown = new ConcurrentHashMap<>();
  private final Telemetry.Counter repaired;

  OtlpIntake(Signal signal, Consumer consumer, String transport, ReceiverContext context) {
    this.signal = signal;
    this.consumer = consumer;
    this.context = context;
    labels = new HashMap<>(context.telemetry().componentLabels());
    labels.put("transport", transport);
    labels.put("signal", signal.key());
    repaired =
        context
            .telemetry()
            .counter(
                "otelcol_receiver_repaired_strings",
                "Number of strings that were not UTF-8 and had U+FFFD put in.",
                "{strings}",
                labels);
  }

  Signal signal() {
    return signal;
  }

  boolean mayBlock() {
    return consumer.mayBlock();
  }

  /// Takes a protobuf request. One without items is taken without troubling the pipeline.
  ///
  /// @param encoded the request as it came, when it was compressed
  /// @throws Refusal when it is not taken
  void protobuf(ByteRange request, @Nullable Encoded encoded, RequestInfo info) {
    ScanResult scan = scan(request);
    if (scan.items() == 0) {
      return;
    }
    if (scan.invalidStrings() > 0) {
      hand(repair(request, scan.invalidStrings()), scan.items(), null, info);
    } else {
      hand(request, scan.items(), encoded, info);
    }
  }

  /// Takes a JSON request.
  ///
  /// @throws Refusal when it is not taken
  void json(ByteRange text, RequestInfo info) {
    OtlpJsonRequest request = read(text);
    if (request.items() > 0) {
      hand(request.range(), request.items(), null, info);
    }
  }

  private void hand(ByteRange bytes, int items, @Nullable Encoded encoded, RequestInfo info) {
    Batch batch = Batch.of(signal, bytes.buffer(), bytes.offset(), bytes.length(), items, info);
    consumer.consume(encoded == null ? batch : batch.withEncoded(encoded));
  }

  private ScanResult scan(ByteRange request) {
    try {
      return OtlpScan.scan(signal, request.buffer(), request.offset(), request.length());
    } catch (MalformedOtlpException e) {
      throw malformed(e);
    }
  }

  private OtlpJsonRequest read(ByteRange text) {
    try {
      return OtlpJsonReader.read(signal, text.buffer(), text.offset(), text.length());
    } catch (MalformedOtlpJsonException e) {
      throw malformed(e);
    }
  }

  private PermanentRefusal malformed(RuntimeException e) {
    countTurnedDown("malformed");
    return new PermanentRefusal(PermanentRefusal.Reason.INVALID, String.valueOf(e.getMessage()));
  }

  /// Counts a request that was turned down before the pipeline saw it. How many items it had,
  /// nobody knows.
  ///
  /// @param reason in lower snake case
  void countTurnedDown(String reason) {
    turnedDown.computeIfAbsent(reason, this::turnedDownCounter).add(1);
  }

  private Telemetry.Counter turnedDownCounter(String reason) {
    Map<String, String> all = new HashMap<>(labels);
    all.put("reason", reason);
    return context
        .telemetry()
        .counter(
            "otelcol_receiver_turned_down_requests",
            "Number of requests that were turned down before a pipeline saw them.",
            "{requests}",
            all);
  }

  private ByteRange repair(ByteRange request, int strings) {
    repaired.add(strings);
    context
        .log()
        .warn(
            "Strings that are not UTF-8 were repaired; the sender's encoding is wrong",
            "signal",
            signal.key(),
            "strings",
            strings);
    return ByteRange.of(Utf8Repair.repair(signal, request));
  }
}
