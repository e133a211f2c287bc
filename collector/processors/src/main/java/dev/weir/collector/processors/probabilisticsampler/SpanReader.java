package dev.weir.collector.processors.probabilisticsampler;

import static dev.weir.collector.processors.probabilisticsampler.Thresholds.NONE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.processors.attributes.Conversion;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.common.BytesView;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.wire.ProtoWriter;
import org.jspecify.annotations.Nullable;

/// Spans: the sampling information is in the trace state, the priority in an attribute whose value
/// 0 rejects and whose positive values accept.
final class SpanReader implements ItemReader {
  private static final byte[] PRIORITY = "sampling.priority".getBytes(UTF_8);
  private static final int TRACE_STATE = 3;

  private final SeededHash hash;
  private final boolean hashes;
  private final SpanView span = new SpanView();
  private final TraceState traceState = new TraceState();
  private final ProtoWriter written = new ProtoWriter();

  SpanReader(SeededHash hash, boolean hashes) {
    this.hash = hash;
    this.hashes = hashes;
  }

  @Override
  public void read(byte[] buffer, int offset, int length, Arrival into) {
    span.wrap(buffer, offset, length);
    into.isSpan = true;
    into.unreadable = !traceState.read(span.traceState());
    into.threshold = traceState.threshold();
    into.randomness = traceState.randomness();
    TraceIds.read(span.traceId(), hash, hashes, into);
    into.attributeHash = NONE;
    into.priority = priority(span.attributes().find(PRIORITY));
  }

  @Override
  public void write(ItemEdit item, long threshold, long randomness) {
    BytesView text = item.read(span).traceState();
    traceState.read(text);
    traceState.write(threshold, randomness, written.reset());
    item.bytes(TRACE_STATE, written.buffer(), 0, written.size());
  }

  private static long priority(@Nullable AnyValueView value) {
    if (value == null) {
      return NONE;
    }
    double priority =
        switch (value.kind()) {
          case INT -> value.intValue();
          case DOUBLE -> value.doubleValue();
          case STRING -> orNaN(Conversion.parseDouble(value.stringValue()));
          default -> Double.NaN;
        };
    return priority == 0 ? Thresholds.NEVER : priority > 0 ? Thresholds.ALWAYS : NONE;
  }

  private static double orNaN(@Nullable Double number) {
    return number == null ? Double.NaN : number;
  }
}
