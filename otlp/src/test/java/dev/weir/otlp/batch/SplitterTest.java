package dev.weir.otlp.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.otlp.RandomRequests;
import dev.weir.otlp.Requests;
import dev.weir.otlp.Seeds;
import dev.weir.otlp.Signal;
import dev.weir.otlp.scan.OtlpScan;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SplitterTest {
  @ParameterizedTest
  @EnumSource
  void byItems_partsAreFullAndTogetherHoldEveryItemInOrder(Signal signal) {
    Seeds.forEach(
        300,
        seed -> {
          ByteRange request = RandomRequests.bytes(signal, seed);
          int max = 1 + new Random(seed).nextInt(9);
          List<Part> parts = Splitter.byItems(signal, request, max);

          assertSameItems(signal, request, parts);
          for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            assertThat(part.oversized()).isEqualTo(part.items() > max);
            if (part.oversized()) {
              assertThat(FlatItem.of(signal, part.bytes())).hasSize(1);
            }
            if (i > 0) {
              int next = FlatItem.of(signal, part.bytes()).get(0).weight();
              assertThat(parts.get(i - 1).items() + next).isGreaterThan(max);
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void byBytes_partsKeepTheLimitAndTogetherHoldEveryItemInOrder(Signal signal) {
    Seeds.forEach(
        300,
        seed -> {
          ByteRange request = RandomRequests.bytes(signal, seed);
          int max = 1 + new Random(seed).nextInt(request.length() + 20);
          List<Part> parts = Splitter.byBytes(signal, request, max);

          assertSameItems(signal, request, parts);
          for (Part part : parts) {
            assertThat(part.oversized()).isEqualTo(part.bytes().length() > max);
            if (part.oversized()) {
              assertThat(FlatItem.of(signal, part.bytes())).hasSize(1);
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void byBytes_requestOfExactlyTheLimit_staysWhole(Signal signal) {
    Seeds.forEach(
        100,
        seed -> {
          ByteRange request = RandomRequests.bytes(signal, seed);
          for (Part part : Splitter.byItems(signal, request, 3)) {
            if (!part.oversized()) {
              assertThat(Splitter.byBytes(signal, part.bytes(), part.bytes().length()))
                  .hasSizeLessThanOrEqualTo(1);
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void requestWithinTheLimit_isReturnedAsItIs(Signal signal) {
    ByteRange request = RandomRequests.bytes(signal, 7);
    List<Part> split = Splitter.byItems(signal, request, 1_000_000);
    List<Part> again = Splitter.byItems(signal, split.get(0).bytes(), 1_000_000);

    assertThat(again).hasSize(1);
    assertThat(again.get(0).bytes()).isSameAs(split.get(0).bytes());
  }

  @ParameterizedTest
  @EnumSource
  void requestWithoutItems_hasNoParts(Signal signal) {
    ByteRange empty = ByteRange.of(new byte[0]);
    assertThat(Splitter.byItems(signal, empty, 1)).isEmpty();
    assertThat(Splitter.byBytes(signal, empty, 1)).isEmpty();
  }

  @Test
  void limitBelowOne_isRefused() {
    ByteRange empty = ByteRange.of(new byte[0]);
    assertThatThrownBy(() -> Splitter.byItems(Signal.LOGS, empty, 0))
        .hasMessage("limit: 0 (expected: 1 or more)");
  }

  private static void assertSameItems(Signal signal, ByteRange request, List<Part> parts) {
    List<FlatItem> together =
        parts.stream().flatMap(part -> FlatItem.of(signal, part.bytes()).stream()).toList();
    assertThat(together).isEqualTo(FlatItem.of(signal, request));
    for (Part part : parts) {
      ByteRange bytes = part.bytes();
      assertThat(OtlpScan.scan(signal, bytes.buffer(), bytes.offset(), bytes.length()).items())
          .isEqualTo(part.items())
          .isEqualTo(
              FlatItem.of(signal, bytes).stream()
                  .mapToInt(each -> Requests.items(each.item()))
                  .sum());
    }
  }
}
