package com.example.truncate;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.log;
import static dev.weir.collector.testkit.TestData.logs;
import static dev.weir.collector.testkit.TestData.span;
import static dev.weir.collector.testkit.TestData.spans;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.Batch;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestProblems;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract brings the tests of what every processor promises; here stands what is our own.
class TruncateProcessorTest extends ProcessorContract<TruncateConfig> {
  final TestContext context = new TestContext("truncate");
  final RecordingConsumer next = new RecordingConsumer();

  TruncateProcessorTest() {
    super(new TruncateFactory());
  }

  @Test
  void longValues_areShortened() {
    assertThat(truncated(new TruncateConfig(3, List.of()), attribute("a", "12345")))
        .containsExactly(attribute("a", "123"));
    assertThat(context.telemetry().value("otelcol_processor_truncate_shortened_values"))
        .isEqualTo(1);
  }

  @Test
  void shortValuesAndOtherTypes_stay() {
    KeyValue[] attributes = {
      attribute("a", "123"), attribute("b", 12345), attribute("c", List.of("12345"))
    };

    assertThat(truncated(new TruncateConfig(3, List.of()), attributes)).containsExactly(attributes);
  }

  @Test
  void otherKeys_stay() {
    assertThat(
            truncated(
                new TruncateConfig(3, List.of("a")),
                attribute("a", "12345"),
                attribute("b", "12345")))
        .containsExactly(attribute("a", "123"), attribute("b", "12345"));
  }

  @Test
  void character_isNeverCutInHalf() {
    assertThat(truncated(new TruncateConfig(2, List.of()), attribute("a", "aäb")))
        .containsExactly(attribute("a", "a"));
    assertThat(truncated(new TruncateConfig(3, List.of()), attribute("a", "aäb")))
        .containsExactly(attribute("a", "aä"));
    assertThat(truncated(new TruncateConfig(1, List.of()), attribute("a", "😀")))
        .containsExactly(attribute("a", ""));
  }

  @Test
  void logRecords_areShortenedToo() {
    consume(new TruncateConfig(1, List.of()), logs(log("body", attribute("a", "xyz"))));

    assertThat(next.logRecords().getFirst().getAttributesList())
        .containsExactly(attribute("a", "x"));
  }

  @Test
  void nothingToShorten_handsOnTheSameBatch() {
    Batch batch = spans(span("a", 1, attribute("a", "short")));
    consume(factory.defaultConfig(), batch);

    assertThat(next.batches()).singleElement().isSameAs(batch);
  }

  @Test
  void validate_rejectsALengthBelowOne() {
    assertThat(TestProblems.of(new TruncateConfig(0, List.of())).messages())
        .containsExactly("max_bytes: 0 (expected: 1 or more)");
  }

  private List<KeyValue> truncated(TruncateConfig config, KeyValue... attributes) {
    RecordingConsumer fresh = new RecordingConsumer();
    Batch batch = spans(span("a", 1, attributes));
    factory.create(config, batch.signal(), context, fresh).consume(batch);
    return fresh.spans().getFirst().getAttributesList();
  }

  private void consume(TruncateConfig config, Batch batch) {
    factory.create(config, batch.signal(), context, next).consume(batch);
  }
}
