package dev.weir.collector.processors.resourcedetection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.TestProblems;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceDetectionTest extends ProcessorContract<ResourceDetectionConfig> {
  ResourceDetectionTest() {
    super(new ResourceDetectionFactory());
  }

  @Test
  void settingsThatCannotWork_areReported() {
    assertThat(TestProblems.of(DetectorFixture.detectors(true, "env", "moon")).settings())
        .containsExactly("detectors");
    assertThat(TestProblems.of(DetectorFixture.kubernetes("tls")).settings())
        .containsExactly("k8snode::auth_type");
    assertThat(TestProblems.of(DetectorFixture.system(List.of("telepathy"))).settings())
        .containsExactly("system::hostname_sources");
    assertThat(TestProblems.of(DetectorFixture.ec2(List.of("("), DetectorFixture.on())).settings())
        .containsExactly("ec2::tags");
  }
}
