package dev.weir.otlp.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import dev.weir.otlp.RandomRequests;
import dev.weir.otlp.Seeds;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConcatenationTest {
  @ParameterizedTest
  @EnumSource(names = {"TRACES", "METRICS", "LOGS"})
  void requests_becomeOneWithTheItemsOfAll(Signal signal) {
    Seeds.forEach(
        100,
        seed -> {
          Message first = new RandomRequests(seed).next(signal);
          Message second = new RandomRequests(seed + 1_000_000).next(signal);
          ByteRange joined =
              Concatenation.of(
                  signal,
                  List.of(
                      ByteRange.of(first.toByteArray()),
                      ByteRange.of(new byte[0]),
                      ByteRange.of(second.toByteArray())));
          assertThat(FlatItem.of(signal, joined))
              .isEqualTo(FlatItem.of(first.toBuilder().mergeFrom(second).build()));
        });
  }

  @Test
  void profiles_areRefusedUnlessAlone() {
    ByteRange one = RandomRequests.bytes(Signal.PROFILES, 1);
    assertThat(Concatenation.of(Signal.PROFILES, List.of(one))).isSameAs(one);
    assertThatThrownBy(() -> Concatenation.of(Signal.PROFILES, List.of(one, one)))
        .hasMessage("2 requests of profiles (expected: 1, they cannot be concatenated)");
  }
}
