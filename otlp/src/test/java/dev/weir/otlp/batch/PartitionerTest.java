package dev.weir.otlp.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.weir.otlp.RandomRequests;
import dev.weir.otlp.Seeds;
import dev.weir.otlp.Signal;
import dev.weir.otlp.scan.OtlpScan;
import dev.weir.otlp.wire.ByteRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionerTest {
  @ParameterizedTest
  @EnumSource
  void everyItem_isInTheGroupOfItsKeyOrDropped(Signal signal) {
    Seeds.forEach(
        300,
        seed -> {
          ByteRange request = RandomRequests.bytes(signal, seed);
          int groups = 1 + (int) (seed % 6);
          ItemKey key = (buffer, offset, length) -> length % (groups + 1) - 1;

          Map<Integer, List<FlatItem>> expected = new TreeMap<>();
          for (FlatItem item : FlatItem.of(signal, request)) {
            int group = item.item().getSerializedSize() % (groups + 1) - 1;
            expected.computeIfAbsent(group, each -> new ArrayList<>()).add(item);
          }
          expected.remove(ItemKey.DROP);
          assertThat(partition(signal, request, key)).isEqualTo(expected);
        });
  }

  @ParameterizedTest
  @EnumSource
  void key_isToldTheEnvelopesBeforeTheirItems(Signal signal) {
    Seeds.forEach(
        50,
        seed -> {
          ByteRange request = RandomRequests.bytes(signal, seed);
          Nesting nesting = new Nesting();
          Partitioner.partition(signal, request, nesting);
          assertThat(nesting.items).isEqualTo(FlatItem.of(signal, request).size());
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"TRACES", "LOGS"})
  void traceIds_stayTogether(Signal signal) {
    Seeds.forEach(
        200,
        seed -> {
          ByteRange request = RandomRequests.bytes(signal, seed);
          Map<ByteString, Integer> groupOf = new HashMap<>();
          partition(signal, request, TraceIdKey.into(signal, 4))
              .forEach((group, items) -> {
                assertThat(group).isBetween(0, 3);
                for (FlatItem item : items) {
                  assertThat(groupOf.merge(traceId(item.item()), group, (a, b) -> b))
                      .isEqualTo(group);
                }
              });
          TraceIdGroups groups = new TraceIdGroups(signal);
          assertThat(Partitioner.partition(signal, request, groups)).hasSize(groups.size());
          assertThat(groups.size()).isEqualTo(groupOf.size());
        });
  }

  @Test
  void traceIdGroups_rememberManyIds() {
    TraceIdGroups groups = new TraceIdGroups(Signal.TRACES);
    for (int round = 0; round < 2; round++) {
      for (int id = 0; id < 10_000; id++) {
        assertThat(groups.group(id / 3, id)).isEqualTo(id);
      }
    }
    assertThat(groups.size()).isEqualTo(10_000);
    assertThat(groups.high(9_999)).isEqualTo(3_333);
    assertThat(groups.low(9_999)).isEqualTo(9_999);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 64})
  void traceIdsThatCount_areSpreadEvenly(int groups) {
    TraceIdKey key = TraceIdKey.into(Signal.TRACES, groups);
    int[] sizes = new int[groups];
    for (int id = 0; id < groups * 1_000; id++) {
      sizes[key.group(0, id)]++;
    }
    assertThat(Arrays.stream(sizes).min().orElse(0)).isGreaterThan(800);
    assertThat(Arrays.stream(sizes).max().orElse(0)).isLessThan(1_200);
  }

  @Test
  void traceIdKey_isForSpansAndLogRecords() {
    assertThatThrownBy(() -> TraceIdKey.into(Signal.METRICS, 2))
        .hasMessage("signal: metrics (expected: traces or logs)");
    assertThatThrownBy(() -> TraceIdKey.into(Signal.TRACES, 0))
        .hasMessage("groups: 0 (expected: 1 or more)");
  }

  @Test
  void requestOfOneGroup_isReturnedAsItIs() {
    ByteRange request = RandomRequests.bytes(Signal.TRACES, 3);
    ByteRange compact =
        Partitioner.partition(Signal.TRACES, request, (b, o, l) -> 0).get(0).bytes();
    List<Group> groups = Partitioner.partition(Signal.TRACES, compact, (b, o, l) -> 5);

    assertThat(groups).hasSize(1);
    assertThat(groups.get(0).number()).isEqualTo(5);
    assertThat(groups.get(0).bytes()).isSameAs(compact);
  }

  @Test
  void filterThatKeepsNothing_leavesNoBytes() {
    Group nothing =
        ItemFilter.keep(Signal.TRACES, RandomRequests.bytes(Signal.TRACES, 3), (b, o, l) -> false);
    assertThat(nothing.items()).isZero();
    assertThat(nothing.bytes().length()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void filter_keepsWhatThePredicateSays(Signal signal) {
    Seeds.forEach(
        100,
        seed -> {
          ByteRange request = RandomRequests.bytes(signal, seed);
          Group kept = ItemFilter.keep(signal, request, (b, o, length) -> length % 2 == 0);
          assertThat(FlatItem.of(signal, kept.bytes()))
              .isEqualTo(
                  FlatItem.of(signal, request).stream()
                      .filter(item -> item.item().getSerializedSize() % 2 == 0)
                      .toList());
        });
  }

  private static Map<Integer, List<FlatItem>> partition(
      Signal signal, ByteRange request, ItemKey key) {
    Map<Integer, List<FlatItem>> items = new TreeMap<>();
    for (Group group : Partitioner.partition(signal, request, key)) {
      ByteRange bytes = group.bytes();
      assertThat(OtlpScan.scan(signal, bytes.buffer(), bytes.offset(), bytes.length()).items())
          .isEqualTo(group.items());
      items.put(group.number(), FlatItem.of(signal, bytes));
    }
    return items;
  }

  private static ByteString traceId(Message item) {
    Object id = item.getField(item.getDescriptorForType().findFieldByName("trace_id"));
    ByteString bytes = (ByteString) id;
    return bytes.isEmpty() ? ByteString.copyFrom(new byte[16]) : bytes;
  }

  /// Checks that what it is told lies one in the other.
  private static final class Nesting implements ItemKey {
    private final int[] start = new int[3];
    private final int[] end = new int[3];
    private int items;

    @Override
    public void resource(byte[] buffer, int offset, int length) {
      enter(0, 0, buffer.length, offset, length);
      end[2] = 0;
    }

    @Override
    public void scope(byte[] buffer, int offset, int length) {
      enter(1, start[0], end[0], offset, length);
      end[2] = 0;
    }

    @Override
    public void metric(byte[] buffer, int offset, int length) {
      enter(2, start[1], end[1], offset, length);
    }

    @Override
    public int group(byte[] buffer, int offset, int length) {
      int around = end[2] == 0 ? 1 : 2;
      assertThat(offset).isBetween(start[around], end[around]);
      assertThat(offset + length).isBetween(start[around], end[around]);
      items++;
      return 0;
    }

    private void enter(int level, int from, int to, int offset, int length) {
      assertThat(offset).isBetween(from, to);
      assertThat(offset + length).isBetween(from, to);
      start[level] = offset;
      end[level] = offset + length;
    }
  }
}
