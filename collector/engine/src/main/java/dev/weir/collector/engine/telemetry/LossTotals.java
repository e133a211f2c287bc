package dev.weir.collector.engine.telemetry;

import dev.weir.collector.api.Log;
import dev.weir.collector.api.Losses;
import dev.weir.otlp.Signal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Items that ended without being delivered, of the whole collector.
public final class LossTotals {
  private final MetricRegistry registry;
  private final Map<Key, LongAdder> lost = new ConcurrentHashMap<>();

  public LossTotals(MetricRegistry registry) {
    this.registry = registry;
  }

  /// Where one component reports its losses.
  ///
  /// @param component its kind and name, such as `exporter:otlp_grpc/x`
  public Losses of(String component, Log log) {
    return new ComponentLosses(component, log);
  }

  /// What was lost until now, without what a rule dropped, in order.
  public List<Loss> lost() {
    return lost.entrySet().stream()
        .map(entry -> entry.getKey().loss(entry.getValue().sum()))
        .sorted(Comparator.comparing(Loss::component).thenComparing(Loss::reason))
        .toList();
  }

  /// Items of one kind that a component lost for one reason.
  ///
  /// @param component its kind and name, such as `exporter:otlp_grpc/x`
  /// @param reason in lower snake case
  public record Loss(String component, Signal signal, String reason, long items) {
    @Override
    public String toString() {
      return items + " " + signal.items() + " (" + component + ", " + reason + ")";
    }
  }

  private record Key(String component, Signal signal, String reason) {
    Loss loss(long items) {
      return new Loss(component, signal, reason, items);
    }
  }

  private final class ComponentLosses implements Losses {
    private final String component;
    private final Log log;

    private ComponentLosses(String component, Log log) {
      this.component = component;
      this.log = log;
    }

    @Override
    public void lost(Signal signal, long items, String reason, String detail) {
      dropped(signal, items, reason);
      lost.computeIfAbsent(new Key(component, signal, reason), key -> new LongAdder()).add(items);
      log.error(
          "Data lost: " + reason,
          "dropped_items",
          items,
          "otelcol.signal",
          signal.key(),
          "error",
          detail);
    }

    @Override
    public void dropped(Signal signal, long items, String reason) {
      registry
          .counter(
              "otelcol_dropped_items",
              "Items that were not delivered, by the component and the reason",
              "{items}",
              Map.of("component", component, "otel.signal", signal.key(), "reason", reason))
          .add(items);
    }
  }
}
