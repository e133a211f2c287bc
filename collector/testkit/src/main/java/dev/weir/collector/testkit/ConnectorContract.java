package dev.weir.collector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Component;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.api.ConnectorFactory.Path;
import dev.weir.collector.api.RetryableRefusal;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What every connector promises. A connector's test extends this and adds its own behaviour. The
/// contract's pipelines are called by their signal, such as `traces`.
public abstract class ConnectorContract<C extends ComponentConfig> extends ComponentContract<C> {
  protected final ConnectorFactory<C> factory;

  protected ConnectorContract(ConnectorFactory<C> factory) {
    super(factory, ConnectorFactory.class, "connectors");
    this.factory = factory;
  }

  /// Why a connector between pipelines of one signal may hand on fewer or more items than it got
  /// without counting the difference as lost or dropped; empty when it may not.
  protected String whyItemsAreNotKept() {
    return "";
  }

  @TestFactory
  Stream<DynamicTest> consume_leavesTheBatchAsItWas() {
    return forEachPath(run -> {
      Batch given = TestData.batch(run.path.from(), 3);
      byte[] before = given.buffer().clone();
      run.connector.consume(given);
      run.end();

      assertThat(given.buffer()).isEqualTo(before);
      assertThat(run.next.batches()).allMatch(batch -> batch.signal() == run.path.to());
    });
  }

  @TestFactory
  Stream<DynamicTest> consume_byManyThreads_losesAndInventsNothing() {
    return forEachPath(run -> {
      long sent = Senders.send(run.connector, run.path.from(), 8, 50, 2);
      run.end();

      assumeTrue(run.keepsItems(), whyItemsAreNotKept());
      assertThat(run.next.items() + run.context.losses().items()).isEqualTo(sent);
    });
  }

  @TestFactory
  Stream<DynamicTest> refusalForNow_isLetThroughOrTheBatchIsOfferedAgain() {
    return forEachPath(run -> {
      run.next.refuseForNow(1);
      Batch batch = TestData.batch(run.path.from(), 2);
      try {
        run.connector.consume(batch);
      } catch (RetryableRefusal refusal) {
        run.connector.consume(batch);
      }
      run.end();

      assumeTrue(run.keepsItems(), whyItemsAreNotKept());
      assertThat(run.next.items() + run.context.losses().items()).isEqualTo(2);
    });
  }

  @Override
  final Stream<Component> components() {
    return factory.paths().keySet().stream().map(path -> new Run(path).connector);
  }

  private Stream<DynamicTest> forEachPath(java.util.function.Consumer<Run> test) {
    assertThat(factory.paths()).as("paths that the factory declares").isNotEmpty();
    return factory.paths().keySet().stream()
        .map(path ->
            DynamicTest.dynamicTest(
                path.from().key() + " to " + path.to().key(),
                () -> {
                  Run run = new Run(path);
                  run.connector.start();
                  test.accept(run);
                }));
  }

  /// A connector with one pipeline of the signal that it makes.
  private final class Run {
    final TestContext context = new TestContext(factory.type());
    final RecordingConsumer next = new RecordingConsumer();
    final Path path;
    final Connector connector;

    Run(Path path) {
      this.path = path;
      context.pipeline(path.to(), path.to().key(), next);
      connector = factory.create(config(), path.from(), context);
    }

    boolean keepsItems() {
      return path.from() == path.to() && whyItemsAreNotKept().isEmpty();
    }

    void end() {
      connector.shutdown(soon());
    }
  }
}
