package dev.weir.collector.processors.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.testkit.TestProblems;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchConfigTest {

  @Test
  void maxSizeBelowSize_isRefused() {
    assertThat(problems(new BatchConfig(Duration.ZERO, 100, 99, List.of(), 1, 0)))
        .containsExactly(
            "send_batch_max_size: send_batch_max_size must be greater or equal to"
                + " send_batch_size");
  }

  @Test
  void metadataKeysThatDifferInCaseOnly_areRefused() {
    assertThat(problems(new BatchConfig(Duration.ZERO, 1, 0, List.of("Tenant", "tenant"), 1, 0)))
        .containsExactly(
            "metadata_keys: duplicate entry in metadata_keys: \"tenant\" (case-insensitive)");
  }

  @Test
  void negativeValues_areAllRefused() {
    assertThat(problems(new BatchConfig(Duration.ofSeconds(-1), -1, -1, List.of(), -1, -1)))
        .containsExactlyInAnyOrder(
            "timeout: timeout must be greater or equal to 0",
            "send_batch_size: -1 (expected: 0 to 4294967295)",
            "send_batch_max_size: -1 (expected: 0 to 4294967295)",
            "metadata_cardinality_limit: -1 (expected: 0 to 4294967295)",
            "max_held_bytes: -1 (expected: 0 or more)");
  }

  private static List<String> problems(BatchConfig config) {
    return TestProblems.of(config).messages();
  }
}
