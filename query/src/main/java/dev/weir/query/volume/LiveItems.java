package dev.weir.query.volume;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.RequestInfo;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.query.PipelineView;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.store.query.Expr;
import dev.weir.store.query.TimeRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Items to try something on: what passes the pipelines next, or what is stored.
///
/// @param source `tap` or `store`
/// @param edges the connections that were tapped
/// @param batches as they came
/// @param seconds how long the taps were open; of stored items the length of the range
/// @param isCut whether there was more than was taken
public record LiveItems(
    String source,
    List<String> edges,
    List<Batch> batches,
    long items,
    double seconds,
    boolean isCut) {
  private static final long MAX_BYTES = 16 << 20;
  private static final int MAX_SECONDS = 60;
  private static final double NANOS = 1e9;
  private static final String RECEIVER = "receiver:";

  /// Takes items as the parameters `source`, `edge` and `seconds` say: from a tap, and where none
  /// pass within the time, from the store.
  ///
  /// @param wanted how many items are enough
  /// @param together whether stored items are the newest, which came together, or spread over the
  ///   range
  public static LiveItems take(
      Call call,
      PipelineView pipelines,
      Signal signal,
      int wanted,
      int defaultSeconds,
      boolean together)
      throws InterruptedException {
    String source = call.params().text("source", "auto");
    int seconds = call.params().whole("seconds", defaultSeconds, 1, MAX_SECONDS);
    List<String> edges = edges(call, pipelines, signal);
    return switch (source) {
      case "store" -> stored(call, signal, wanted, together);
      case "tap" -> tapped(pipelines, signal, edges, wanted, seconds);
      case "auto" -> {
        LiveItems live = tapped(pipelines, signal, edges, wanted, seconds);
        yield live.items > 0 ? live : stored(call, signal, wanted, together);
      }
      default -> throw Failure.parameter("source", source, "auto, tap or store");
    };
  }

  /// The edge that is asked for, or the first behind each receiver.
  private static List<String> edges(Call call, PipelineView pipelines, Signal signal) {
    String wanted = call.params().text("edge");
    List<String> edges = new ArrayList<>();
    Set<String> receivers = new HashSet<>();
    for (PipelineView.Edge edge : pipelines.snapshot().edges()) {
      boolean isOfSignal = edge.signal().equals(signal.key());
      if (wanted == null
          ? isOfSignal && edge.from().startsWith(RECEIVER) && receivers.add(edge.from())
          : edge.id().equals(wanted)) {
        edges.add(edge.id());
      }
      if (edge.id().equals(wanted) && !isOfSignal) {
        throw Failure.parameter("edge", wanted, "a connection that carries " + signal.key());
      }
    }
    if (wanted != null && edges.isEmpty()) {
      throw Failure.notFound("there is no edge " + wanted);
    }
    return edges;
  }

  private static LiveItems tapped(
      PipelineView pipelines, Signal signal, List<String> edges, int wanted, int seconds)
      throws InterruptedException {
    BlockingQueue<Batch> passing = new LinkedBlockingQueue<>();
    AtomicLong bytes = new AtomicLong();
    List<PipelineView.Tap> taps = new ArrayList<>();
    List<Batch> batches = new ArrayList<>();
    long items = 0;
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    try {
      for (String edge : edges) {
        PipelineView.Tap tap = pipelines.tap(edge, batch -> offer(batch, signal, bytes, passing));
        if (tap != null) {
          taps.add(tap);
        }
      }
      while (!taps.isEmpty() && items < wanted && bytes.get() < MAX_BYTES) {
        Batch batch = passing.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (batch == null) {
          break;
        }
        batches.add(batch);
        items += batch.items();
      }
    } finally {
      taps.forEach(PipelineView.Tap::close);
    }
    boolean isCut = items >= wanted || bytes.get() >= MAX_BYTES;
    return new LiveItems("tap", edges, batches, items, (System.nanoTime() - begin) / NANOS, isCut);
  }

  /// On the thread of the pipeline.
  private static void offer(
      Batch batch, Signal signal, AtomicLong bytes, BlockingQueue<Batch> passing) {
    if (batch.signal() == signal && bytes.get() < MAX_BYTES) {
      bytes.addAndGet(batch.length());
      passing.add(batch);
    }
  }

  private static Sample newest(Call call, Signal signal, TimeRange range, Expr filter, int wanted) {
    long total = VolumeApi.Total.of(call, signal, range, filter).items();
    return Sample.newest(call, signal, range, filter, wanted, total);
  }

  private static LiveItems stored(Call call, Signal signal, int wanted, boolean together)
      throws InterruptedException {
    TimeRange range = call.range();
    Expr filter = call.filter(signal).filter();
    Sample sample =
        together
            ? newest(call, signal, range, filter, wanted)
            : Sample.of(call, signal, range, filter, wanted);
    List<Batch> batches = new ArrayList<>();
    for (ByteRange request : sample.requests()) {
      batches.add(
          Batch.of(
              signal,
              request.buffer(),
              request.offset(),
              request.length(),
              (int) Sample.count(signal, request),
              RequestInfo.NONE));
    }
    return new LiveItems(
        "store",
        List.of(),
        batches,
        sample.items(),
        Window.of(call, signal, range).seconds(),
        sample.total() > sample.items());
  }

  /// Writes where the items are from.
  public void write(Json json) {
    json.name("source").begin().field("kind", source).name("edges").texts(edges);
    json.field("items", items).field("seconds", seconds).field("cut", isCut).end();
  }
}
