package dev.weir.collector.connectors.exceptions;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Losses;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.helper.values.ByteKey;
import dev.weir.otlp.Signal;
import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.common.EnvelopeWriter;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.trace.ResourceSpansView;
import dev.weir.otlp.trace.SpanEventView;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.ProtoWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Counts exceptions since the start, and hands on the counts that changed with every batch; all of
/// them once a minute. Any thread may call it.
///
/// A count that the next step did not take for now is handed on with the next batch: the sender of
/// the spans need not come again, and nothing is counted twice.
final class ExceptionCounts {
  /// Beyond these, exceptions are counted together.
  private static final int MAX_SERIES = 10_000;

  private static final int MAX_EXEMPLARS = 5;
  private static final int CUMULATIVE = 2;
  private static final int ATTRIBUTES = 7;
  private static final long REPEAT = TimeUnit.MINUTES.toNanos(1);

  private final Exceptions exceptions;
  private final boolean exemplars;
  private final Consumer next;
  private final Losses losses;
  private final long start = now();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ByteKey, Series> all = new HashMap<>();
  private Set<Series> changed = new LinkedHashSet<>();
  private long repeated = System.nanoTime();

  private static final class Series {
    final byte[] attributes;
    final List<byte[]> exemplars = new ArrayList<>();
    long count;

    Series(byte[] attributes) {
      this.attributes = attributes;
    }
  }

  ExceptionCounts(Exceptions exceptions, boolean exemplars, Consumer next, Losses losses) {
    this.exceptions = exceptions;
    this.exemplars = exemplars;
    this.next = next;
    this.losses = losses;
  }

  void consume(Batch batch) {
    ProtoWriter attributes = new ProtoWriter();
    lock.lock();
    try {
      exceptions.visit(
          batch.range(),
          (resource, scope, span, event) -> add(resource, span, event, attributes.reset()));
    } finally {
      lock.unlock();
    }
    emit(false);
  }

  /// Hands on what has changed and was not yet taken. The last time, what is not taken is lost.
  void emit(boolean isLast) {
    List<Series> due = new ArrayList<>();
    ByteRange request = take(due);
    if (due.isEmpty()) {
      return;
    }
    Batch counts =
        Batch.of(
            Signal.METRICS,
            request.buffer(),
            request.offset(),
            request.length(),
            due.size(),
            RequestInfo.NONE);
    try {
      next.consume(counts);
    } catch (RetryableRefusal refusal) {
      if (isLast) {
        losses.lost(Signal.METRICS, due.size(), "shutdown", String.valueOf(refusal.getMessage()));
      } else {
        giveBack(due);
      }
    } catch (PermanentRefusal refusal) {
      losses.lost(Signal.METRICS, due.size(), "rejected", String.valueOf(refusal.getMessage()));
    }
  }

  private void add(
      ResourceSpansView resource, SpanView span, SpanEventView event, ProtoWriter out) {
    ResourceView ofResource = resource.resource();
    AttributesWriter writer = new AttributesWriter(out, ATTRIBUTES);
    Exceptions.writeSpan(ofResource, span, writer);
    exceptions.writeDimensions(ofResource, span, event, writer);
    Series series = series(out);
    series.count++;
    changed.add(series);
    if (exemplars && series.exemplars.size() < MAX_EXEMPLARS) {
      series.exemplars.add(exemplar(span, event, series.count));
    }
  }

  private Series series(ProtoWriter attributes) {
    ByteKey key = new ByteKey(attributes.toByteArray());
    Series known = all.get(key);
    if (known == null && all.size() >= MAX_SERIES) {
      attributes.reset();
      new AttributesWriter(attributes, ATTRIBUTES).put("otel.metric.overflow", true);
      key = new ByteKey(attributes.toByteArray());
      known = all.get(key);
    }
    if (known == null) {
      known = new Series(key.bytes());
      all.put(key, known);
    }
    return known;
  }

  private static byte[] exemplar(SpanView span, SpanEventView event, long count) {
    ProtoWriter out = new ProtoWriter(64);
    out.fixed64(2, event.timeUnixNano());
    out.float64(3, (double) count);
    BytesView id = span.spanId();
    out.bytes(4, id.buffer(), id.offset(), id.length());
    id = span.traceId();
    out.bytes(5, id.buffer(), id.offset(), id.length());
    return out.toByteArray();
  }

  /// Writes what is due, and says what that was.
  private ByteRange take(List<Series> due) {
    lock.lock();
    try {
      if (!changed.isEmpty() && System.nanoTime() - repeated > REPEAT) {
        changed.addAll(all.values());
        repeated = System.nanoTime();
      }
      due.addAll(changed);
      changed = new LinkedHashSet<>();
      return write(due);
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(List<Series> due) {
    lock.lock();
    try {
      changed.addAll(due);
    } finally {
      lock.unlock();
    }
  }

  private ByteRange write(List<Series> due) {
    EnvelopeWriter envelope = new EnvelopeWriter();
    envelope.resource(_ -> {}).scope("exceptionsconnector", "");
    ProtoWriter out = envelope.out();
    int metric = envelope.beginItem();
    out.string(1, "exceptions");
    int sum = out.beginMessage(7);
    long time = now();
    for (Series series : due) {
      int point = out.beginMessage(1);
      out.fixed64(2, start);
      out.fixed64(3, time);
      out.fixed64(6, series.count);
      for (byte[] exemplar : series.exemplars) {
        out.bytes(5, exemplar);
      }
      series.exemplars.clear();
      out.raw(series.attributes, 0, series.attributes.length);
      out.endMessage(point);
    }
    out.uint64(2, CUMULATIVE);
    out.bool(3, true);
    out.endMessage(sum);
    out.endMessage(metric);
    return envelope.finish();
  }

  private static long now() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
