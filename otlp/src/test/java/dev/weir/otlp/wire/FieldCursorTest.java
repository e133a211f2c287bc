package dev.weir.otlp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldCursorTest {
  @Test
  void fields_areLocatedInWireOrder() {
    ProtoWriter writer = new ProtoWriter();
    writer.uint64(1, 300);
    writer.fixed64(2, -2);
    writer.string(3, "käse");
    writer.fixed32(1000, 7);
    byte[] bytes = writer.toByteArray();
    FieldCursor fields = new FieldCursor().wrap(bytes, 0, bytes.length);

    assertThat(fields.next()).isTrue();
    assertThat(FieldCursor.varintAt(bytes, fields.valueOffset())).isEqualTo(300);
    assertThat(fields.next()).isTrue();
    assertThat(FieldCursor.fixed64At(bytes, fields.valueOffset())).isEqualTo(-2);
    assertThat(fields.next()).isTrue();
    assertThat(fields.number()).isEqualTo(3);
    assertThat(fields.wireType()).isEqualTo(FieldCursor.BYTES);
    assertThat(fields.valueLength()).isEqualTo(5);
    assertThat(fields.next()).isTrue();
    assertThat(fields.number()).isEqualTo(1000);
    assertThat(fields.valueLength()).isEqualTo(4);
    assertThat(fields.endOffset()).isEqualTo(bytes.length);
    assertThat(fields.next()).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          00   | field 0 of wire type 0
          0B   | field 1 of wire type 3
          8080808080808001 | wire type 0 (expected: field 1 or more
          08   | end within a varint (expected: a byte below 128) at byte 1
          08FF | end within a varint (expected: a byte below 128) at byte 2
          08FFFFFFFFFFFFFFFFFFFF01 | varint of more than 10 bytes (expected: at most 10)
          0A03AA | value of 3 bytes (expected: at most 1) at byte 2
          0D00 | value of 4 bytes (expected: at most 1) at byte 1
          """)
  void brokenField_isRefusedWithItsOffset(String hex, String message) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> new FieldCursor().wrap(bytes, 0, bytes.length).next())
        .isInstanceOf(MalformedOtlpException.class)
        .hasMessageContaining(message);
  }

  @Test
  void nestedMessages_haveTheLengthTheyTurnOutToHave() {
    for (int expected : new int[] {0, 127, 128, 20_000}) {
      for (int length : new int[] {0, 127, 128, 16_383, 16_384}) {
        ProtoWriter writer = new ProtoWriter(0);
        int mark = writer.beginMessage(4, expected);
        writer.raw(new byte[length], 0, length);
        writer.endMessage(mark, ProtoWriter.varintSize(expected));
        writer.bool(5, true);

        ProtoWriter plain = new ProtoWriter();
        plain.bytes(4, new byte[length]);
        plain.bool(5, true);
        assertThat(writer.toByteArray()).isEqualTo(plain.toByteArray());
      }
    }
  }
}
