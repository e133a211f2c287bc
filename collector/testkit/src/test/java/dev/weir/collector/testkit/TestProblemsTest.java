package dev.weir.collector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Inline;
import dev.weir.collector.api.Key;
import dev.weir.collector.api.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestProblemsTest {
  record Part(int maxSize) implements ComponentConfig {
    @Override
    public void validate(Problems problems) {
      problems.add("max_size", maxSize, "1 to 5");
    }
  }

  record Whole(Part firstPart, @Inline Part lifted, @Key("list!") List<Part> parts)
      implements ComponentConfig {
    @Override
    public void validate(Problems problems) {
      problems.warn("", "this surprises");
    }
  }

  @Test
  void subSections_areAskedWithTheirPaths() {
    TestProblems problems =
        TestProblems.of(new Whole(new Part(6), new Part(7), List.of(new Part(8))));

    assertThat(problems.messages())
        .containsExactly(
            "first_part::max_size: 6 (expected: 1 to 5)",
            "max_size: 7 (expected: 1 to 5)",
            "list!::0::max_size: 8 (expected: 1 to 5)");
    assertThat(problems.warnings()).containsExactly("this surprises");
  }
}
