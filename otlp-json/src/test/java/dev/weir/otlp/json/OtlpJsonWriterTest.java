package dev.weir.otlp.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ProtoWriter;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OtlpJsonWriterTest {

  /// The expected lines were written by the Go Collector's file exporter.
  @ParameterizedTest
  @CsvSource({"TRACES,traces", "METRICS,metrics", "LOGS,logs"})
  void requestOfEveryField_isWrittenAsTheCollectorDoes(Signal signal, String name)
      throws IOException {
    byte[] message = OtlpJsonReader.read(signal, resource(name + ".json")).message();
    assertThat(Requests.write(signal, message))
        .isEqualTo(new String(resource(name + "-by-collector.json"), UTF_8).strip());
  }

  @Test
  void idOfZeros_isLeftOut() {
    Span span = Span.newBuilder().setTraceId(ByteString.copyFrom(new byte[16])).build();
    assertThat(write(span)).contains("\"spans\":[{\"status\":{}}]");
  }

  @Test
  void fieldsThatAreUnknown_areLeftOut() {
    ProtoWriter request = new ProtoWriter();
    request.string(99, "unknown");
    int mark = request.beginMessage(1);
    request.uint64(1000, 5);
    request.endMessage(mark);
    assertThat(Requests.write(Signal.TRACES, request.toByteArray()))
        .isEqualTo("{\"resourceSpans\":[{\"resource\":{}}]}");
  }

  @Test
  void aMessageInSeveralPieces_isWrittenAsOne() {
    Resource one = Resource.newBuilder().setDroppedAttributesCount(3).build();
    ProtoWriter resourceSpans = new ProtoWriter();
    resourceSpans.bytes(1, one.toByteArray());
    resourceSpans.string(3, "schema");
    resourceSpans.bytes(1, new byte[] {0x0A, 3, 0x0A, 1, 'k'});
    ProtoWriter request = new ProtoWriter();
    request.bytes(1, resourceSpans.toByteArray());
    assertThat(Requests.write(Signal.TRACES, request.toByteArray()))
        .isEqualTo(
            "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"k\",\"value\":{}}],"
                + "\"droppedAttributesCount\":3},\"schemaUrl\":\"schema\"}]}");
  }

  @Test
  void textLongerThanTheBuffer_isWrittenWhole() {
    String name = "é\"".repeat(30_000) + "x".repeat(20_000);
    String json = write(Span.newBuilder().setName(name).build());
    assertThat(json).contains("é\\\"é\\\"").contains("x".repeat(20_000));
    assertThat(Requests.read(Signal.TRACES, json))
        .isEqualTo(
            request(
                Span.newBuilder()
                    .setName(name)
                    .setStatus(io.opentelemetry.proto.trace.v1.Status.getDefaultInstance())
                    .build()));
  }

  private static String write(Span span) {
    return Requests.write(Signal.TRACES, request(span).toByteArray());
  }

  private static ExportTraceServiceRequest request(Span span) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.getDefaultInstance())
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .setScope(
                            io.opentelemetry.proto.common.v1.InstrumentationScope
                                .getDefaultInstance())
                        .addSpans(span)))
        .build();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(OtlpJsonWriterTest.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }
}
