package dev.weir.collector.connectors.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.collector.api.Connector;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.testkit.ConnectorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.otlp.Signal;
import org.junit.jupiter.api.Test;

class ForwardTest extends ConnectorContract<ForwardConfig> {
  final TestContext context = new TestContext("forward");
  final RecordingConsumer one = new RecordingConsumer();
  final RecordingConsumer two = new RecordingConsumer();

  ForwardTest() {
    super(new ForwardFactory());
  }

  @Test
  void everyPipelineOfTheSignal_getsTheVeryBatch() {
    context.pipeline(Signal.LOGS, "logs/one", one);
    context.pipeline(Signal.LOGS, "logs/two", two);
    var batch = TestData.batch(Signal.LOGS, 2);
    connector().consume(batch);

    assertThat(one.batches()).containsExactly(batch);
    assertThat(two.batches()).containsExactly(batch);
  }

  @Test
  void refusalForGood_isLetThrough() {
    context.pipeline(Signal.LOGS, "logs/one", one);
    one.refuseForGood();
    assertThatThrownBy(() -> connector().consume(TestData.batch(Signal.LOGS, 2)))
        .isInstanceOf(PermanentRefusal.class);
  }

  @Test
  void pipelineThatMayBlock_makesTheConnectorBlockToo() {
    context.pipeline(Signal.LOGS, "logs/one", one);
    assertThat(connector().mayBlock()).isFalse();
    one.mayBlock(true);
    assertThat(connector().mayBlock()).isTrue();
  }

  private Connector connector() {
    return factory.create(config(), Signal.LOGS, context);
  }
}
