package dev.weir.store.memory;

import dev.weir.store.query.Intrinsic;
import dev.weir.store.query.TraceSummary;
import dev.weir.store.query.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Summarises the spans of a trace.
final class TraceSummaries {
  private TraceSummaries() {}

  /// The spans are in the order of their start, and at least one.
  static TraceSummary of(List<Item> spans) {
    Map<String, long[]> services = new TreeMap<>(Texts.ORDER);
    for (Item span : spans) {
      long[] counts = services.computeIfAbsent(span.text(Intrinsic.SERVICE), _ -> new long[2]);
      counts[0]++;
      counts[1] += span.isError() ? 1 : 0;
    }
    List<TraceSummary.ServiceShare> shares = new ArrayList<>();
    services.forEach(
        (name, counts) -> shares.add(new TraceSummary.ServiceShare(name, counts[0], counts[1])));
    shares.sort(Comparator.comparingLong(TraceSummary.ServiceShare::spans).reversed());
    Item root = spans.stream().filter(span -> span.parentId().isEmpty()).findFirst().orElse(null);
    return new TraceSummary(
        spans.getFirst().traceId(),
        text(root, Intrinsic.SERVICE),
        text(root, Intrinsic.NAME),
        spans.getFirst().time(),
        Evaluator.duration(spans),
        spans.size(),
        spans.stream().filter(Item::isError).count(),
        shares);
  }

  private static @Nullable String text(@Nullable Item item, Intrinsic intrinsic) {
    return item != null && item.fields().get(intrinsic) instanceof Value.Text(String text)
        ? text
        : null;
  }
}
