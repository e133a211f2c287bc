package dev.weir.collector.processors.resourcedetection;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.Batch;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionTest extends DetectorFixture {
  private final TestContext context = new TestContext("resourcedetection");
  private final RecordingConsumer next = new RecordingConsumer();

  @Test
  void resources_getWhatIsMissing_orEverythingWithOverride() {
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "service.name=other,env=prod");
    ExportTraceServiceRequest given =
        TestData.spansRequest(TestData.resource("shop", attribute("x", 1)), span("a", 1))
            .toBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().setSchemaUrl("s"))
            .build();

    run(detectors(true, "env"), TestData.batch(given));
    run(detectors(false, "env"), TestData.batch(given));

    assertThat(next.resources().stream().map(Resource::getAttributesList))
        .containsExactly(
            List.of(
                attribute("x", 1), attribute("service.name", "other"), attribute("env", "prod")),
            List.of(attribute("service.name", "other"), attribute("env", "prod")),
            List.of(attribute("service.name", "shop"), attribute("x", 1), attribute("env", "prod")),
            List.of(attribute("service.name", "other"), attribute("env", "prod")));
    ExportTraceServiceRequest.Builder back = next.traces().getFirst().toBuilder();
    back.getResourceSpansBuilder(0).setResource(given.getResourceSpans(0).getResource());
    back.getResourceSpansBuilder(1).clearResource();
    assertThat(back.build()).isEqualTo(given);
  }

  @Test
  void schemaUrl_isSetWhereThereIsNone() {
    file("/proc/sys/kernel/hostname", "node-1");
    ExportTraceServiceRequest.Builder given =
        TestData.spansRequest(TestData.resource("shop"), span("a", 1)).toBuilder();
    given.getResourceSpansBuilder(0).clearSchemaUrl();
    run(detectors(true, "system"), TestData.batch(given.build()));

    assertThat(next.traces().getFirst().getResourceSpans(0).getSchemaUrl())
        .startsWith("https://opentelemetry.io/schemas/");
  }

  @Test
  void firstDetectorThatKnowsAnAttribute_wins() {
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "host.name=mine");
    ec2();
    run(detectors(true, "env", "ec2"), TestData.batch(Signal.LOGS, 1));

    assertThat(next.resources().getFirst().getAttributesList())
        .contains(attribute("host.name", "mine"), attribute("host.id", "i-1"));
    assertThat(context.telemetry().value("otelcol_resourcedetection_attributes_detected"))
        .isEqualTo(9);
  }

  @Test
  void serviceThatNeverAnswers_doesNotHoldUpTheStart() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      variables.put(
          "AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort());
      surroundings = surroundings(Duration.ofSeconds(20));
      long start = System.nanoTime();
      Detection detection = new Detection(detectors(true, "ec2"), surroundings, context);
      detection.start();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      detection.stop(soon());
    }
  }

  @Test
  void failure_isReported_andMendedInTheBackground() {
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "nonsense");
    Detection detection = new Detection(detectors(true, "env"), surroundings, context);
    detection.start();
    assertThat(detection.detected().size()).isZero();
    assertThat(
            context
                .telemetry()
                .value("otelcol_resourcedetection_detector_results", "outcome", "failure"))
        .isPositive();

    variables.put("OTEL_RESOURCE_ATTRIBUTES", "a=1");
    await().until(() -> detection.detected().size() == 1);
    detection.stop(soon());
  }

  @Test
  void missingService_isAFailureOnlyIfItMustBeThere() {
    Detection lax = new Detection(detectors(true, "azure"), surroundings, context);
    lax.start();
    lax.stop(soon());
    assertThat(
            context
                .telemetry()
                .value("otelcol_resourcedetection_detector_results", "outcome", "failure"))
        .isZero();

    ResourceDetectionConfig strict = copy(List.of("azure"), true, true, Duration.ZERO);
    Detection detection = new Detection(strict, surroundings, context);
    detection.start();
    detection.stop(soon());
    assertThat(
            context
                .telemetry()
                .value("otelcol_resourcedetection_detector_results", "outcome", "failure"))
        .isPositive();
  }

  @Test
  void refresh_takesWhatChanged() {
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "a=1");
    Detection detection =
        new Detection(
            copy(List.of("env"), true, false, Duration.ofMillis(20)), surroundings, context);
    detection.start();
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "a=1,b=2");
    await().until(() -> detection.detected().size() == 2);
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "broken");
    await()
        .until(() ->
            context
                    .telemetry()
                    .value("otelcol_resourcedetection_detector_results", "outcome", "failure")
                > 0);

    assertThat(detection.detected().size()).isEqualTo(2);
    detection.stop(soon());
  }

  private void run(ResourceDetectionConfig config, Batch batch) {
    Detection detection = new Detection(config, surroundings, context);
    ResourceDetectionProcessor processor = new ResourceDetectionProcessor(detection, next);
    processor.start();
    processor.consume(batch);
    processor.shutdown(soon());
  }
}
