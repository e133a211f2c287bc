package dev.weir.collector.processors.filter;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.helper.ottl.Frames;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Walk;
import java.util.List;
import java.util.Map;

/// Hands on what its conditions leave of each batch, and counts the rest.
final class FilterProcessor implements Processor {
  private static final String FILTERED = "filtered";

  private final Signal signal;
  private final List<Filter> filters;
  private final Frames frames;
  private final ComponentContext context;
  private final Telemetry.Counter counter;
  private final Consumer next;

  FilterProcessor(
      Signal signal, List<Filter> filters, Slots slots, ComponentContext context, Consumer next) {
    this.signal = signal;
    this.filters = filters;
    this.frames = new Frames(slots);
    this.context = context;
    this.next = next;
    counter =
        context
            .telemetry()
            .counter(
                "otelcol_processor_filter_" + things(signal) + "_filtered",
                "Number of " + things(signal) + " dropped by the filter processor",
                "1",
                Map.of("filter", context.id().toString()));
  }

  @Override
  public void consume(Batch batch) {
    ByteRange before = batch.range();
    ByteRange after = filtered(batch, before);
    if (after == before) {
      next.consume(batch);
      return;
    }
    int items = Walk.count(signal, after);
    int dropped = batch.items() - items;
    counter.add(dropped);
    context.losses().dropped(signal, dropped, FILTERED);
    if (items > 0) {
      next.consume(batch.withBytes(after.buffer(), after.offset(), after.length(), items));
    }
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }

  private ByteRange filtered(Batch batch, ByteRange before) {
    ByteRange bytes = before;
    for (Filter filter : filters) {
      Frame frame = frames.acquire(batch);
      try {
        bytes = filter.keep(bytes, frame);
      } catch (EvaluationException e) {
        throw new PermanentRefusal(
            PermanentRefusal.Reason.REJECTED,
            "a condition of the filter processor failed: " + e.getMessage());
      } finally {
        frames.release(frame);
      }
    }
    return bytes;
  }

  private static String things(Signal signal) {
    return switch (signal) {
      case TRACES -> "spans";
      case METRICS -> "datapoints";
      case LOGS -> "logs";
      case PROFILES -> "profiles";
    };
  }
}
