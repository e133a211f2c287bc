package dev.weir.collector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Component;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.ExporterFactory;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What every exporter promises. An exporter's test extends this, says what its destination got,
/// and adds its own behaviour. [#config()] must name a destination that runs.
public abstract class ExporterContract<C extends ComponentConfig> extends ComponentContract<C> {
  protected final ExporterFactory<C> factory;

  protected ExporterContract(ExporterFactory<C> factory) {
    super(factory, ExporterFactory.class, "exporters");
    this.factory = factory;
  }

  /// Items of a signal that the destination has got since the test began, duplicates counted.
  protected abstract long delivered(Signal signal) throws Exception;

  /// Why nothing arrives anywhere, such as "throws everything away"; empty when [#delivered] works.
  protected String whyNothingArrives() {
    return "";
  }

  @TestFactory
  Stream<DynamicTest> consume_deliversAndLeavesTheBatchAsItWas() {
    return forEach(
        factory.signals(),
        signal -> {
          long before = items(signal);
          Batch given = TestData.batch(signal, 3);
          byte[] bytes = given.buffer().clone();
          Exporter exporter = started(signal, new TestContext(factory.type()));
          exporter.consume(given);
          exporter.shutdown(soon());

          assertThat(given.buffer()).isEqualTo(bytes);
          assumeTrue(whyNothingArrives().isEmpty(), whyNothingArrives());
          awaitItems(signal, before + 3);
        });
  }

  @TestFactory
  Stream<DynamicTest> consume_byManyThreads_losesAndInventsNothing() {
    return forEach(
        factory.signals(),
        signal -> {
          long before = items(signal);
          TestContext context = new TestContext(factory.type());
          Exporter exporter = started(signal, context);
          long sent = Senders.send(exporter, signal, 8, 20, 2);
          exporter.shutdown(soon());

          assertThat(context.losses().all()).isEmpty();
          assumeTrue(whyNothingArrives().isEmpty(), whyNothingArrives());
          awaitItems(signal, before + sent);
        });
  }

  @TestFactory
  Stream<DynamicTest> shutdown_givesBackAllMemory() {
    return forEach(
        factory.signals(),
        signal -> {
          TestContext context = new TestContext(factory.type());
          Exporter exporter = started(signal, context);
          exporter.consume(TestData.batch(signal, 5));
          exporter.shutdown(soon());

          assertThat(context.memory().reserved()).isZero();
        });
  }

  @Override
  final Stream<Component> components() {
    return factory.signals().keySet().stream()
        .map(signal -> factory.create(config(), signal, new TestContext(factory.type())));
  }

  private Exporter started(Signal signal, TestContext context) {
    Exporter exporter = factory.create(config(), signal, context);
    exporter.start();
    return exporter;
  }

  private long items(Signal signal) {
    try {
      return whyNothingArrives().isEmpty() ? delivered(signal) : 0;
    } catch (Exception e) {
      throw new AssertionError("asking the destination for " + signal.items(), e);
    }
  }

  private void awaitItems(Signal signal, long expected) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(items(signal)).isEqualTo(expected));
  }
}
