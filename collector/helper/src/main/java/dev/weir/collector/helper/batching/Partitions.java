package dev.weir.collector.helper.batching;

import dev.weir.collector.api.RequestInfo;
import dev.weir.collector.api.RetryableRefusal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What waits to be merged, by the values of the metadata keys. A partition exists while something
/// waits in it, so the oldest is the first, and is due first. Guarded by the batcher's lock.
final class Partitions {
  private final BatchRule rule;
  private final List<String> keys;
  private final int max;
  private final SequencedMap<List<List<String>>, Partition> waiting = new LinkedHashMap<>();

  Partitions(BatchRule rule, List<String> keys, int max) {
    this.rule = rule;
    this.keys = keys.stream().map(key -> key.toLowerCase(Locale.ROOT)).toList();
    this.max = max;
  }

  /// Refuses what would be one combination of values too many.
  void admit(Entry entry) {
    if (waiting.size() >= max && !waiting.containsKey(values(entry))) {
      throw new RetryableRefusal("too many batcher metadata-value combinations");
    }
  }

  /// Puts `entry` with those it can be merged with, and hands `ready` what is full.
  void place(Entry entry, Consumer<Cut> ready) {
    List<List<String>> values = values(entry);
    Partition partition = waiting.get(values);
    if (partition != null && !partition.hasRoomFor(entry)) {
      waiting.remove(values);
      ready.accept(partition.cut(Trigger.SIZE));
      partition = null;
    }
    if (partition == null) {
      partition = new Partition(rule, request(values));
      waiting.put(values, partition);
    }
    partition.add(entry);
    if (partition.isFull()) {
      waiting.remove(values);
      ready.accept(partition.cut(Trigger.SIZE));
    }
  }

  /// Hands `ready` what has waited long enough.
  void cutDue(long nanoTime, Consumer<Cut> ready) {
    Iterator<Partition> oldestFirst = waiting.values().iterator();
    while (oldestFirst.hasNext()) {
      Partition partition = oldestFirst.next();
      if (!partition.isDue(nanoTime)) {
        return;
      }
      oldestFirst.remove();
      ready.accept(partition.cut(Trigger.TIMEOUT));
    }
  }

  void cutAll(Consumer<Cut> ready) {
    waiting.values().forEach(partition -> ready.accept(partition.cut(Trigger.SHUTDOWN)));
    waiting.clear();
  }

  /// The one that is due next, or null when nothing waits.
  @Nullable Partition oldest() {
    Map.Entry<List<List<String>>, Partition> first = waiting.firstEntry();
    return first == null ? null : first.getValue();
  }

  int count() {
    return waiting.size();
  }

  private List<List<String>> values(Entry entry) {
    if (keys.isEmpty()) {
      return List.of();
    }
    Map<String, List<String>> metadata = entry.batch().request().metadata();
    List<List<String>> values = new ArrayList<>(keys.size());
    for (String key : keys) {
      values.add(metadata.getOrDefault(key, List.of()));
    }
    return values;
  }

  private RequestInfo request(List<List<String>> values) {
    if (keys.isEmpty()) {
      return RequestInfo.NONE;
    }
    Map<String, List<String>> metadata = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!values.get(i).isEmpty()) {
        metadata.put(keys.get(i), values.get(i));
      }
    }
    return new RequestInfo(metadata, null, Map.of(), RequestInfo.NO_DEADLINE);
  }
}
