package dev.weir.otlp.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.weir.otlp.RandomRequests;
import dev.weir.otlp.Requests;
import dev.weir.otlp.ScrambledProto;
import dev.weir.otlp.Seeds;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestEditorOracleTest {
  static Stream<Arguments> levels() {
    return Arrays.stream(Signal.values())
        .flatMap(signal ->
            Arrays.stream(Level.values())
                .filter(level -> level.isIn(signal))
                .map(level -> Arguments.of(signal, level)));
  }

  @ParameterizedTest
  @MethodSource("levels")
  void randomEdits_giveWhatTheOfficialBuildersGive(Signal signal, Level level) {
    Seeds.forEach(
        200,
        seed -> check(signal, level, seed, new RandomRequests(seed).next(signal).toByteArray()));
  }

  @ParameterizedTest
  @MethodSource("levels")
  void randomEditsOfAnUnusualEncoding_giveWhatTheOfficialBuildersGive(Signal signal, Level level) {
    Seeds.forEach(
        200,
        seed -> {
          Message request = new RandomRequests(seed).next(signal);
          check(signal, level, seed, new ScrambledProto(seed).encode(request));
        });
  }

  @ParameterizedTest
  @MethodSource("levels")
  void editorThatOnlyLooks_givesTheSameRange(Signal signal, Level level) {
    byte[] bytes = new RandomRequests(1).next(signal).toByteArray();
    ByteRange request = ByteRange.of(bytes);
    ByteRange edited =
        RequestEditor.edit(
            signal,
            request,
            level,
            item -> {
              AttributesEdit attributes = item.attributes();
              while (attributes.next()) {
                attributes.replace(attributes.value());
              }
            });
    assertThat(edited).isSameAs(request);
  }

  private static void check(Signal signal, Level level, long seed, byte[] bytes) {
    byte[] before = bytes.clone();
    List<List<KeyValue>> expected = new ArrayList<>();
    ModelEdit model = new ModelEdit(level, attributes -> expected.add(new ArrayList<>(attributes)));
    model.apply(parse(signal, ByteRange.of(bytes)));

    int[] visited = {0};
    ByteRange edited =
        RequestEditor.edit(
            signal,
            ByteRange.of(bytes),
            level,
            item -> {
              int index = visited[0]++;
              new AttributeOperations(seed + index).apply(item.attributes(), expected.get(index));
            });

    assertThat(visited[0]).isEqualTo(expected.size());
    assertThat(bytes).isEqualTo(before);
    int[] next = {0};
    Message official =
        new ModelEdit(level, attributes -> replaceBy(attributes, expected.get(next[0]++)))
            .apply(parse(signal, ByteRange.of(bytes)));
    assertThat(parse(signal, edited)).isEqualTo(official);
  }

  private static void replaceBy(List<KeyValue> attributes, List<KeyValue> others) {
    attributes.clear();
    attributes.addAll(others);
  }

  private static Message parse(Signal signal, ByteRange range) {
    try {
      return Requests.parse(signal, range.buffer(), range.offset(), range.length());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
