package dev.weir.otlp.common;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.otlp.wire.ByteRange;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class AnyValueViewTest {
  private static final AnyValue ARRAY =
      AnyValue.newBuilder()
          .setArrayValue(ArrayValue.newBuilder().addValues(string("zero")).addValues(string("one")))
          .build();
  private static final AnyValue NESTED =
      AnyValue.newBuilder()
          .setKvlistValue(
              KeyValueList.newBuilder()
                  .addValues(KeyValue.newBuilder().setKey("list").setValue(ARRAY))
                  .addValues(KeyValue.newBuilder().setKey("text").setValue(string("plain"))))
          .build();

  @Test
  void pathThroughMapAndArray_isFollowedInPlace() {
    AnyValueView value = view(NESTED);
    assertThat(value.member(utf8("list"))).isTrue();
    assertThat(value.element(1)).isTrue();
    assertThat(value.stringEquals(utf8("one"))).isTrue();
  }

  @Test
  void pathThatLeadsNowhere_leavesTheViewWhereItWas() {
    AnyValueView value = view(NESTED);
    assertThat(value.member(utf8("missing"))).isFalse();
    assertThat(value.element(0)).isFalse();
    assertThat(value.member(utf8("list"))).isTrue();
    assertThat(value.element(2)).isFalse();
    assertThat(value.element(-1)).isFalse();
    assertThat(value.member(utf8("list"))).isFalse();
    assertThat(value.kind()).isEqualTo(AnyValueView.Kind.ARRAY);
  }

  /// Protobuf: of several alternatives the last one counts, and forgets those before it.
  @Test
  void arrayAfterAnotherAlternative_doesNotMergeWithAnEarlierArray() {
    byte[] array = ARRAY.toByteArray();
    byte[] number = AnyValue.newBuilder().setIntValue(1).build().toByteArray();
    AnyValueView value = new AnyValueView().wrap(ByteRange.of(join(array, number, array)));
    assertThat(value.array().size()).isEqualTo(2);
    assertThat(value.wrap(ByteRange.of(join(number, array, array))).array().size()).isEqualTo(4);
    assertThat(value.wrap(ByteRange.of(join(array, array, number))).intValue()).isEqualTo(1);
  }

  @Test
  void readingAsAnotherKind_givesTheDefault() {
    AnyValueView value = view(string("1"));
    assertThat(value.intValue()).isZero();
    assertThat(value.doubleValue()).isZero();
    assertThat(value.boolValue()).isFalse();
    assertThat(value.bytes().isEmpty()).isTrue();
    assertThat(value.map().isEmpty()).isTrue();
    assertThat(value.array().next()).isFalse();
  }

  @Test
  void strings_areComparedByteByByte() {
    BytesView text = view(string("käse")).string();
    assertThat(text.compare(utf8("käse"))).isZero();
    assertThat(text.compare(utf8("kz"))).isPositive();
    assertThat(text.compare(utf8("kä"))).isPositive();
    assertThat(text.startsWith(utf8("kä"))).isTrue();
    assertThat(text.endsWith(utf8("se"))).isTrue();
    assertThat(text.startsWith(utf8("käse und brot"))).isFalse();
    assertThat(text.endsWith(utf8("der käse"))).isFalse();
    assertThat(text.contentEquals(view(string("käse")).string())).isTrue();
  }

  @Test
  void idBytes_areReadBigEndian_andAsZeroWhereThereAreNone() {
    BytesView id = new BytesView().wrap(new byte[] {9, 0, 0, 0, 0, 0, 0, 1, 2, 9}, 1, 8);
    assertThat(id.longAt(0)).isEqualTo(0x0102);
    assertThat(id.longAt(1)).isZero();
    assertThat(id.longAt(-1)).isZero();
    assertThat(id.hex()).isEqualTo("0000000000000102");
  }

  private static AnyValueView view(AnyValue value) {
    return new AnyValueView().wrap(ByteRange.of(value.toByteArray()));
  }

  private static AnyValue string(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
