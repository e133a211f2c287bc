package dev.weir.collector.helper.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.helper.batching.Sizer;
import dev.weir.collector.testkit.TestProblems;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ExportConfigTest {

  @Test
  void defaults_areValid() {
    assertThat(messages(QueueConfig.defaults())).isEmpty();
    assertThat(messages(RetryConfig.defaults())).isEmpty();
    assertThat(messages(BatchConfig.defaults())).isEmpty();
  }

  @Test
  void queue_saysWhatTheCollectorSays() {
    assertThat(messages(queue(true, 0, 0, null, null)))
        .anyMatch(text -> text.contains("`num_consumers` must be positive"))
        .anyMatch(text -> text.contains("`queue_size` must be positive"));
    assertThat(messages(queue(true, 1, 1, ComponentId.parse("disk"), null)))
        .anyMatch(text -> text.contains("not supported with a persistent queue"));
    assertThat(messages(queue(true, 1, 100, null, batch(8192, 0))))
        .anyMatch(text -> text.contains("`min_size` must be less than or equal to `queue_size`"));
    assertThat(messages(queue(false, 0, 0, null, null))).isEmpty();
  }

  @Test
  void batch_saysWhatTheCollectorSays() {
    assertThat(messages(batch(100, 10)))
        .anyMatch(
            text -> text.contains("`max_size` (10) must be greater or equal to `min_size` (100)"));
    assertThat(messages(new PartitionConfig(List.of("Tenant", "tenant"))))
        .anyMatch(text ->
            text.contains("duplicate entry in metadata_keys: \"tenant\" (case-insensitive)"));
  }

  @Test
  void retry_saysWhatTheCollectorSays() {
    RetryConfig wrong =
        new RetryConfig(
            false, Duration.ofMinutes(1), 2, -1, Duration.ofMinutes(2), Duration.ofSeconds(1));
    assertThat(messages(wrong))
        .anyMatch(t -> t.contains("'max_elapsed_time' must not be less than 'initial_interval'"))
        .anyMatch(t -> t.contains("'max_elapsed_time' must not be less than 'max_interval'"))
        .hasSize(4);
  }

  private static QueueConfig queue(
      boolean enabled,
      int consumers,
      long size,
      @Nullable ComponentId storage,
      @Nullable BatchConfig batch) {
    return new QueueConfig(
        enabled, consumers, size, Sizer.ITEMS, storage != null, false, storage, batch);
  }

  private static BatchConfig batch(long min, long max) {
    return new BatchConfig(
        true, Duration.ofMillis(200), Sizer.ITEMS, min, max, PartitionConfig.defaults());
  }

  private static List<String> messages(ComponentConfig config) {
    return TestProblems.of(config).messages();
  }
}
