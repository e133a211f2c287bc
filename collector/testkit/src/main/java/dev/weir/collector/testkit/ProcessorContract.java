package dev.weir.collector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Component;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.otlp.Signal;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What every processor promises. A processor's test extends this and adds its own behaviour.
public abstract class ProcessorContract<C extends ComponentConfig> extends ComponentContract<C> {
  protected final ProcessorFactory<C> factory;

  protected ProcessorContract(ProcessorFactory<C> factory) {
    super(factory, ProcessorFactory.class, "processors");
    this.factory = factory;
  }

  /// Why the processor may hand on fewer or more items than it got without counting the difference
  /// as lost or dropped, such as "merges points of one series"; empty when it may not.
  protected String whyItemsAreNotKept() {
    return "";
  }

  @TestFactory
  Stream<DynamicTest> consume_leavesTheBatchAsItWas() {
    return forEach(
        factory.signals(),
        signal -> {
          Batch given = TestData.batch(signal, 3);
          byte[] before = given.buffer().clone();
          Run run = new Run(signal);
          run.processor.consume(given);
          run.end();

          assertThat(given.buffer()).isEqualTo(before);
        });
  }

  @TestFactory
  Stream<DynamicTest> consume_byManyThreads_losesAndInventsNothing() {
    return forEach(
        factory.signals(),
        signal -> {
          Run run = new Run(signal);
          long sent = Senders.send(run.processor, signal, 8, 50, 2);
          run.end();

          assumeTrue(whyItemsAreNotKept().isEmpty(), whyItemsAreNotKept());
          assertThat(run.next.items() + run.context.losses().items()).isEqualTo(sent);
        });
  }

  @TestFactory
  Stream<DynamicTest> refusalForNow_isLetThroughOrTheBatchIsOfferedAgain() {
    return forEach(
        factory.signals(),
        signal -> {
          Run run = new Run(signal);
          run.next.refuseForNow(1);
          Batch batch = TestData.batch(signal, 2);
          try {
            run.processor.consume(batch);
          } catch (RetryableRefusal refusal) {
            run.processor.consume(batch);
          }
          run.end();

          assumeTrue(whyItemsAreNotKept().isEmpty(), whyItemsAreNotKept());
          assertThat(run.next.items() + run.context.losses().items()).isEqualTo(2);
        });
  }

  @TestFactory
  Stream<DynamicTest> refusalForGood_isLetThroughOrCounted() {
    return forEach(
        factory.signals(),
        signal -> {
          Run run = new Run(signal);
          run.next.refuseForGood();
          boolean letThrough = false;
          try {
            run.processor.consume(TestData.batch(signal, 2));
          } catch (PermanentRefusal refusal) {
            letThrough = true;
          }
          run.end();

          assumeTrue(whyItemsAreNotKept().isEmpty(), whyItemsAreNotKept());
          assertThat(run.context.losses().items()).isEqualTo(letThrough ? 0 : 2);
        });
  }

  @TestFactory
  Stream<DynamicTest> mayBlock_whenItHandsOnInTheSameCallToOneThatMay() {
    return forEach(
        factory.signals(),
        signal -> {
          Run run = new Run(signal);
          run.next.mayBlock(true);
          run.processor.consume(TestData.batch(signal, 2));
          boolean inTheSameCall = run.next.callers().contains(Thread.currentThread());
          boolean mayBlock = run.processor.mayBlock();
          run.end();

          assertThat(mayBlock || !inTheSameCall).isTrue();
        });
  }

  @Override
  final Stream<Component> components() {
    return factory.signals().keySet().stream().map(signal -> create(signal, new TestContext()));
  }

  private Processor create(Signal signal, TestContext context) {
    return factory.create(config(), signal, context, new RecordingConsumer());
  }

  /// A processor that was started, with what is around it.
  private final class Run {
    final TestContext context = new TestContext(factory.type());
    final RecordingConsumer next = new RecordingConsumer();
    final Processor processor;

    Run(Signal signal) {
      processor = factory.create(config(), signal, context, next);
      processor.start();
    }

    /// Makes a processor that holds batches hand them on.
    void end() {
      processor.shutdown(soon());
    }
  }
}
