package dev.weir.collector.processors.groupbyattrs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.Telemetry;
import dev.weir.collector.api.Telemetry.Counter;
import dev.weir.collector.api.Telemetry.Histogram;
import dev.weir.otlp.Signal;

/// Moves attributes of items to their resources, and joins resources that are equal then.
final class GroupByAttrsProcessor implements Processor {
  private static final String PREFIX = "otelcol_processor_groupbyattrs_";
  private static final double[] GROUPS = {
    0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000
  };

  private final Signal signal;
  private final byte[][] keys;
  private final Consumer next;
  private final Counter grouped;
  private final Counter notGrouped;
  private final Histogram groups;

  GroupByAttrsProcessor(
      GroupByAttrsConfig config, Signal signal, ComponentContext context, Consumer next) {
    this.signal = signal;
    this.next = next;
    keys = config.keys().stream().distinct().map(key -> key.getBytes(UTF_8)).toArray(byte[][]::new);
    Telemetry telemetry = context.telemetry();
    String items = signal == Signal.TRACES ? "spans" : signal.key();
    grouped = counter(telemetry, "num_grouped_" + items, items + " that had attributes grouped");
    notGrouped =
        counter(
            telemetry, "num_non_grouped_" + items, items + " that did not have attributes grouped");
    String one = items.substring(0, items.length() - 1);
    groups =
        telemetry.histogram(
            PREFIX + one + "_groups",
            "Distribution of groups extracted for " + items,
            "1",
            GROUPS,
            telemetry.componentLabels());
  }

  @Override
  public void consume(Batch batch) {
    Regrouping regrouping = new Regrouping(signal, keys);
    byte[] regrouped = regrouping.of(batch.range());
    next.consume(regrouped == null ? batch : batch.withBytes(regrouped, batch.items()));
    grouped.add(regrouping.grouped());
    notGrouped.add(batch.items() - regrouping.grouped());
    groups.record(regrouping.resources());
  }

  @Override
  public boolean mayBlock() {
    return next.mayBlock();
  }

  private static Counter counter(Telemetry telemetry, String name, String what) {
    return telemetry.counter(PREFIX + name, "Number of " + what, "1", telemetry.componentLabels());
  }
}
