package dev.weir.query.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.Batch;
import dev.weir.collector.helper.http.HttpResponse;
import dev.weir.otlp.batch.ItemFilter;
import dev.weir.otlp.batch.ItemPredicate;
import dev.weir.otlp.json.OtlpJsonWriter;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.query.PipelineView;
import dev.weir.query.http.Call;
import dev.weir.query.http.Events;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Shows the next batches that pass an edge.
final class Taps {
  private static final int SHOWN_ITEMS = 20;
  private static final int WAITING = 16;
  private static final int PING_SECONDS = 15;

  private Taps() {}

  static HttpResponse answer(Call call, PipelineView pipelines, Events.Places places) {
    String edge = call.params().required("edge", "the id of an edge");
    int limit = call.params().whole("limit", 10, 1, 1000);
    BlockingQueue<Batch> passing = new ArrayBlockingQueue<>(WAITING);
    boolean isKnown =
        pipelines.snapshot().edges().stream().anyMatch(each -> each.id().equals(edge));
    if (!isKnown) {
      throw Failure.notFound("there is no edge " + edge);
    }
    return places.answer(events -> {
      // what comes faster than it is shown passes unseen
      PipelineView.Tap tap =
          pipelines.tap(
              edge,
              batch -> {
                var _ = passing.offer(batch);
              });
      if (tap == null) {
        return;
      }
      try (tap) {
        for (int shown = 0; shown < limit; ) {
          Batch batch = passing.poll(PING_SECONDS, TimeUnit.SECONDS);
          if (batch == null) {
            events.ping();
          } else {
            events.send("batch", write(batch));
            shown++;
          }
        }
      }
      events.send("end", new Json().begin().end());
    });
  }

  private static Json write(Batch batch) throws IOException {
    First first = new First();
    ByteRange some = ItemFilter.keep(batch.signal(), batch.range(), first).bytes();
    var otlp = new ByteArrayOutputStream();
    OtlpJsonWriter.write(batch.signal(), some, otlp);
    return new Json()
        .begin()
        .field("signal", batch.signal().key())
        .field("items", batch.items())
        .field("shown", Math.min(first.seen, SHOWN_ITEMS))
        .name("otlp")
        .raw(otlp.toString(UTF_8))
        .end();
  }

  /// Keeps the first items.
  private static final class First implements ItemPredicate {
    private int seen;

    @Override
    public boolean keep(byte[] buffer, int offset, int length) {
      return seen++ < SHOWN_ITEMS;
    }
  }
}
