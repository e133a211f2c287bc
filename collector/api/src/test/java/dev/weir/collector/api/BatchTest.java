package dev.weir.collector.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchTest {
  private static final RequestInfo NONE = RequestInfo.NONE;

  @Test
  void join_sharesTheArrays() {
    byte[] first = {9, 1, 2, 9};
    Batch joined =
        Batch.join(
            List.of(
                Batch.of(Signal.LOGS, first, 1, 2, 3, NONE),
                Batch.of(Signal.LOGS, new byte[] {3}, 4)),
            NONE);

    assertThat(joined.length()).isEqualTo(3);
    assertThat(joined.items()).isEqualTo(7);
    assertThat(joined.ranges()).hasSize(2);
    assertThat(joined.ranges().getFirst().buffer()).isSameAs(first);
  }

  @Test
  void joined_readAsOneArray_isGatheredOnce() {
    Batch joined =
        Batch.join(
            List.of(
                Batch.of(Signal.LOGS, new byte[] {9, 1, 2, 9}, 1, 2, 1, NONE),
                Batch.of(Signal.LOGS, new byte[] {3}, 1)),
            NONE);

    assertThat(joined.offset()).isZero();
    assertThat(joined.buffer()).containsExactly(1, 2, 3).isSameAs(joined.buffer());
    assertThat(joined.ranges()).hasSize(1);
  }

  @Test
  void join_ofJoinedBatches_keepsTheOrder() {
    Batch left = Batch.join(List.of(logs(1), logs(2)), NONE);
    Batch joined = Batch.join(List.of(left, logs(3)), NONE);

    assertThat(Arrays.toString(joined.buffer())).isEqualTo("[1, 2, 3]");
  }

  @Test
  void join_ofOneBatch_staysOneRange() {
    byte[] bytes = {1};
    assertThat(Batch.join(List.of(Batch.of(Signal.LOGS, bytes, 1)), NONE).buffer()).isSameAs(bytes);
  }

  @Test
  void join_ofNoneOrProfilesOrTwoSignals_isRefused() {
    Batch traces = Batch.of(Signal.TRACES, new byte[] {1}, 1);
    Batch profiles = Batch.of(Signal.PROFILES, new byte[] {1}, 1);

    for (List<Batch> wrong :
        List.of(List.<Batch>of(), List.of(profiles), List.of(logs(1), traces))) {
      assertThatThrownBy(() -> Batch.join(wrong, NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected:");
    }
  }

  @Test
  void withRanges_readsInOrder() {
    byte[] other = {9, 2, 3, 9};
    Batch batch =
        logs(7).withRanges(List.of(ByteRange.of(new byte[] {1}), new ByteRange(other, 1, 2)), 4);

    assertThat(batch.length()).isEqualTo(3);
    assertThat(batch.items()).isEqualTo(4);
    assertThat(batch.range().toByteArray()).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> batch.withRanges(List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withRequest_keepsTheBytesAndTheCompressedForm() {
    Encoded encoded = new Encoded("gzip", new byte[] {7});
    RequestInfo other = new RequestInfo(java.util.Map.of(), "peer", java.util.Map.of(), 5);
    Batch batch = logs(1).withEncoded(encoded);

    Batch moved = batch.withRequest(other);

    assertThat(moved.buffer()).isSameAs(batch.buffer());
    assertThat(moved.encoded()).isSameAs(encoded);
    assertThat(moved.request()).isSameAs(other);
  }

  private static Batch logs(int content) {
    return Batch.of(Signal.LOGS, new byte[] {(byte) content}, 1);
  }
}
