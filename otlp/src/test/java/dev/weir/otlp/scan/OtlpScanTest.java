package dev.weir.otlp.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.weir.otlp.Requests;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.MalformedOtlpException;
import dev.weir.otlp.wire.ProtoWriter;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OtlpScanTest {
  @ParameterizedTest
  @EnumSource
  void emptyRequest_holdsNoItems(Signal signal) {
    assertThat(OtlpScan.scan(signal, new byte[0], 0, 0)).isEqualTo(new ScanResult(0, 0));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          00         | 0 | field number 0 (expected: 1 or more)
          8A00       | 0 | tag 10 in 2 bytes (expected: the shortest)
          8280808010 | 0 | tag 4294967298 (expected: below 2^32)
          0801       | 0 | wire type 0 of field 1 in ExportTraceServiceRequest (expected: 2)
          2B2C       | 0 | wire type 3 of field 5 (expected: 0, 1, 2 or 5)
          2C         | 0 | wire type 4 of field 5 (expected: 0, 1, 2 or 5)
          2E         | 0 | wire type 6 of field 5 (expected: 0, 1, 2 or 5)
          2F         | 0 | wire type 7 of field 5 (expected: 0, 1, 2 or 5)
          0A         | 1 | end within a varint (expected: a byte below 128)
          0A05       | 1 | length of 5 (expected: at most 0)
          0AFFFFFFFFFFFFFFFFFF01 | 1 | length of 18446744073709551615 (expected: at most 0)
          28FF       | 2 | end within a varint (expected: a byte below 128)
          28FFFFFFFFFFFFFFFFFFFF01 | 1 | varint of more than 10 bytes (expected: at most 10)
          2900       | 1 | end after 1 bytes (expected: 8)
          2D000000   | 1 | end after 3 bytes (expected: 4)
          0A0812061204 0A02AAAA | 7 | id of 2 bytes (expected: 0 or 16)
          0A0812061204 1202AAAA | 7 | id of 2 bytes (expected: 0 or 8)
          0A0712051203 850100   | 8 | end after 1 bytes (expected: 4)
          0A0712051203 800100   | 6 | wire type 0 of field 16 in Span (expected: 5)
          """)
  void brokenTraces_areRefusedWithTheOffset(String hex, int offset, String message) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertRefused(Signal.TRACES, bytes, offset, message);
  }

  @Test
  void offset_countsFromTheStartOfTheRequest() {
    byte[] framed = {0, 0, 0, 0, 2, 8, 1};

    var refusal =
        catchThrowableOfType(
            MalformedOtlpException.class, () -> OtlpScan.scan(Signal.TRACES, framed, 5, 2));
    assertThat(refusal.offset()).isZero();
    assertThat(refusal).hasMessageEndingWith(" at byte 0");
    assertThat(refusal.getStackTrace()).isEmpty();
  }

  @Test
  void rangeOutsideTheArray_isTheCallersMistake() {
    assertThatThrownBy(() -> OtlpScan.scan(Signal.LOGS, new byte[4], 2, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void metricWithTwoKindsOfData_isRefused() {
    byte[] bytes = HexFormat.of().parseHex("0A08120612042A003A00");
    assertRefused(Signal.METRICS, bytes, 8, "data fields 5 and 7 in one metric (expected: one)");
  }

  @Test
  void packedNumbersOfOddLength_areRefused() {
    ProtoWriter writer = new ProtoWriter();
    int[] marks = new int[5];
    int[] path = {1, 2, 2, 9, 1};
    for (int i = 0; i < path.length; i++) {
      marks[i] = writer.beginMessage(path[i]);
    }
    writer.bytes(6, new byte[9]);
    for (int i = path.length - 1; i >= 0; i--) {
      writer.endMessage(marks[i]);
    }
    assertRefused(
        Signal.METRICS,
        writer.toByteArray(),
        11,
        "packed numbers of 9 bytes (expected: a multiple of 8)");
  }

  @Test
  void depthOfLists_isBoundedAsInTheOfficialClasses() throws InvalidProtocolBufferException {
    byte[] deepest = logBody(nestedArrays(47));
    assertThat(OtlpScan.scan(Signal.LOGS, deepest, 0, deepest.length).items()).isOne();
    assertThat(Requests.parse(Signal.LOGS, deepest, 0, deepest.length).isInitialized()).isTrue();

    byte[] tooDeep = logBody(nestedArrays(49));
    assertThatThrownBy(() -> OtlpScan.scan(Signal.LOGS, tooDeep, 0, tooDeep.length))
        .hasMessageContaining("messages deep (expected: at most 100)");
    assertThatThrownBy(() -> Requests.parse(Signal.LOGS, tooDeep, 0, tooDeep.length))
        .isInstanceOf(InvalidProtocolBufferException.class);
  }

  @Test
  void depthOfMaps_isBoundedAsInTheOfficialClasses() throws InvalidProtocolBufferException {
    byte[] deepest = logBody(nestedMaps(32));
    assertThat(OtlpScan.scan(Signal.LOGS, deepest, 0, deepest.length).items()).isOne();
    assertThat(Requests.parse(Signal.LOGS, deepest, 0, deepest.length).isInitialized()).isTrue();

    byte[] tooDeep = logBody(nestedMaps(33));
    assertThatThrownBy(() -> OtlpScan.scan(Signal.LOGS, tooDeep, 0, tooDeep.length))
        .hasMessageContaining("messages deep (expected: at most 100)");
  }

  @Test
  void thousandsOfLevels_areRefusedWithoutHarm() {
    ProtoWriter writer = new ProtoWriter();
    byte[] inner = {};
    for (int i = 0; i < 2_000; i++) {
      writer.reset().bytes(1, inner);
      byte[] array = writer.toByteArray();
      writer.reset().bytes(5, array);
      inner = writer.toByteArray();
    }
    byte[] bytes = logBody(inner);
    assertThatThrownBy(() -> OtlpScan.scan(Signal.LOGS, bytes, 0, bytes.length))
        .isInstanceOf(MalformedOtlpException.class);
  }

  private static AnyValue nestedArrays(int levels) {
    AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
    for (int i = 0; i < levels; i++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }
    return value;
  }

  private static AnyValue nestedMaps(int levels) {
    AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
    for (int i = 0; i < levels; i++) {
      KeyValue entry = KeyValue.newBuilder().setKey("k").setValue(value).build();
      value =
          AnyValue.newBuilder().setKvlistValue(KeyValueList.newBuilder().addValues(entry)).build();
    }
    return value;
  }

  private static byte[] logBody(AnyValue body) {
    return logBody(body.toByteArray());
  }

  private static byte[] logBody(byte[] body) {
    ProtoWriter writer = new ProtoWriter();
    int resource = writer.beginMessage(1);
    int scope = writer.beginMessage(2);
    int log = writer.beginMessage(2);
    writer.bytes(5, body);
    writer.endMessage(log);
    writer.endMessage(scope);
    writer.endMessage(resource);
    return writer.toByteArray();
  }

  private static void assertRefused(Signal signal, byte[] bytes, int offset, String message) {
    var refusal =
        catchThrowableOfType(
            MalformedOtlpException.class, () -> OtlpScan.scan(signal, bytes, 0, bytes.length));
    assertThat(refusal).hasMessage("Malformed OTLP: " + message + " at byte " + offset);
    assertThat(refusal.offset()).isEqualTo(offset);
  }
}
