package dev.weir.collector.testkit;

import dev.weir.collector.api.Losses;
import dev.weir.otlp.Signal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what a component reported as lost or dropped.
public final class TestLosses implements Losses {
  private final List<Loss> all = new CopyOnWriteArrayList<>();

  /// One report.
  ///
  /// @param byRule true for what a rule of the configuration drops
  /// @param detail empty for what a rule drops
  public record Loss(Signal signal, long items, String reason, String detail, boolean byRule) {}

  public List<Loss> all() {
    return List.copyOf(all);
  }

  /// Items lost or dropped, for whatever reason.
  public long items() {
    return all.stream().mapToLong(Loss::items).sum();
  }

  /// Items lost or dropped for one reason.
  public long items(String reason) {
    return all.stream().filter(loss -> loss.reason().equals(reason)).mapToLong(Loss::items).sum();
  }

  @Override
  public void lost(Signal signal, long items, String reason, String detail) {
    add(new Loss(signal, items, reason, detail, false));
  }

  @Override
  public void dropped(Signal signal, long items, String reason) {
    add(new Loss(signal, items, reason, "", true));
  }

  private void add(Loss loss) {
    if (loss.items() < 0 || !loss.reason().matches("[a-z][a-z0-9]*(_[a-z0-9]+)*")) {
      throw new AssertionError(loss + " (expected: items not below 0, a reason in snake case)");
    }
    all.add(loss);
  }
}
