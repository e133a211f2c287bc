package dev.weir.otlp.edit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.weir.otlp.RandomRequests;
import dev.weir.otlp.Requests;
import dev.weir.otlp.ScrambledProto;
import dev.weir.otlp.Seeds;
import dev.weir.otlp.Signal;
import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.ProtoWriter;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResourceWalkTest {
  private static final byte[] KEY = "env".getBytes(UTF_8);

  @ParameterizedTest
  @EnumSource(Signal.class)
  void randomEdits_giveWhatEditingAsAWholeGives(Signal signal) {
    Seeds.forEach(
        300,
        seed -> {
          Message request = new RandomRequests(seed).next(signal);
          check(signal, seed, request.toByteArray());
          check(signal, seed, new ScrambledProto(seed).encode(request));
        });
  }

  @Test
  void nothingChanged_givesTheSameRange() {
    ByteRange request = ByteRange.of(new RandomRequests(1).next(Signal.LOGS).toByteArray());

    assertThat(RequestEditor.editResources(request, resource -> {}))
        .singleElement()
        .isSameAs(request);
  }

  @Test
  void whatBelongsToAResource_isNotCopied() {
    byte[] bytes = {};
    for (long seed = 1; bytes.length < 100_000; seed++) {
      byte[] more = new RandomRequests(seed).next(Signal.TRACES).toByteArray();
      bytes = concatenated(List.of(ByteRange.of(bytes), ByteRange.of(more)));
    }
    byte[] in = bytes;
    List<ByteRange> pieces =
        RequestEditor.editResources(
            ByteRange.of(in), resource -> resource.attributes().upsert(KEY, value("prod")));

    assertThat(pieces.stream().filter(piece -> piece.buffer() == in)).isNotEmpty();
    assertThat(pieces)
        .filteredOn(piece -> piece.buffer() == in)
        .allMatch(piece -> piece.length() >= 1024);
  }

  private static void check(Signal signal, long seed, byte[] bytes) {
    byte[] padded = new byte[bytes.length + 9];
    System.arraycopy(bytes, 0, padded, 5, bytes.length);
    ByteRange request = new ByteRange(padded, 5, bytes.length);
    byte[] before = padded.clone();

    byte[] inPieces = concatenated(RequestEditor.editResources(request, someOperations(seed)));
    ByteRange whole = RequestEditor.edit(signal, request, Level.RESOURCE, someOperations(seed));

    assertThat(padded).isEqualTo(before);
    assertThat(parse(signal, inPieces)).isEqualTo(parse(signal, whole.toByteArray()));
  }

  /// Adds to every second resource, and deletes from every third.
  private static ItemEditor someOperations(long seed) {
    long[] next = {seed};
    return resource -> {
      long number = next[0]++;
      if (number % 2 == 0) {
        resource.attributes().upsert(KEY, value("x".repeat((int) (number % 200))));
      }
      if (number % 3 == 0 && resource.attributes().next()) {
        AttributesEdit attributes = resource.attributes();
        List<byte[]> keys = new ArrayList<>();
        while (attributes.next()) {
          keys.add(attributes.key().toByteArray());
        }
        attributes.delete(keys.get(0));
      }
    };
  }

  private static AnyValueView value(String text) {
    return new AnyValueView()
        .wrap(ByteRange.of(AnyValue.newBuilder().setStringValue(text).build().toByteArray()));
  }

  private static byte[] concatenated(List<ByteRange> pieces) {
    ProtoWriter all = new ProtoWriter();
    pieces.forEach(piece -> all.raw(piece.buffer(), piece.offset(), piece.length()));
    return all.toByteArray();
  }

  private static Message parse(Signal signal, byte[] bytes) {
    try {
      return Requests.parse(signal, bytes, 0, bytes.length);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
