package dev.weir.otlp.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.weir.otlp.RandomRequests;
import dev.weir.otlp.Requests;
import dev.weir.otlp.Seeds;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Utf8RepairTest {
  @Test
  void invalidStringsAtEveryDepth_becomeReplacementCharacters()
      throws InvalidProtocolBufferException {
    byte[] damaged = request("Z").toByteArray();
    for (int i = 0; i < damaged.length; i++) {
      if (damaged[i] == 'Z') {
        damaged[i] = (byte) 0xFF;
      }
    }

    ScanResult result = OtlpScan.scan(Signal.TRACES, damaged, 0, damaged.length);
    byte[] repaired = Utf8Repair.repair(Signal.TRACES, ByteRange.of(damaged));

    assertThat(result).isEqualTo(new ScanResult(1, 4));
    assertThat(ExportTraceServiceRequest.parseFrom(repaired)).isEqualTo(request("\uFFFD"));
  }

  @ParameterizedTest
  @EnumSource
  void validRequest_staysAsItIs(Signal signal) {
    Seeds.forEach(
        100,
        seed -> {
          Message request = new RandomRequests(seed).next(signal);
          byte[] repaired = Utf8Repair.repair(signal, ByteRange.of(request.toByteArray()));
          assertThat(parse(signal, repaired)).isEqualTo(request);
        });
  }

  private static Message parse(Signal signal, byte[] bytes) {
    try {
      return Requests.parse(signal, bytes, 0, bytes.length);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /// 120 bytes of valid text, so that the repair makes lengths longer by a byte.
  private static ExportTraceServiceRequest request(String odd) {
    KeyValue attribute =
        KeyValue.newBuilder()
            .setKey("key" + odd)
            .setValue(AnyValue.newBuilder().setStringValue(odd.repeat(60)))
            .build();
    Span span = Span.newBuilder().setName("x".repeat(110) + odd).addAttributes(attribute).build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().setDroppedAttributesCount(3))
                .setSchemaUrl("https://" + odd)
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build();
  }
}
