package dev.weir.collector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Component;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Receiver;
import dev.weir.collector.api.ReceiverFactory;
import dev.weir.otlp.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What every receiver promises. A receiver's test extends this, says how to send to it, and adds
/// its own behaviour. [#config()] must open free ports.
public abstract class ReceiverContract<C extends ComponentConfig> extends ComponentContract<C> {
  protected final ReceiverFactory<C> factory;

  protected ReceiverContract(ReceiverFactory<C> factory) {
    super(factory, ReceiverFactory.class, "receivers");
    this.factory = factory;
  }

  /// What a sender was told.
  public enum Answer {
    /// The data is the receiver's now.
    ACKNOWLEDGED,
    /// Not taken; send it again later.
    RETRY,
    /// Not taken, and never will be.
    REJECTED
  }

  /// Sends a batch as a client of the receiver's protocol does, over a real connection, and returns
  /// what the client was told. Several threads call it at once.
  protected abstract Answer send(Receiver receiver, Batch batch) throws Exception;

  /// Why nobody can send to the receiver, such as "reads what its own host measures"; empty when
  /// [#send] works.
  protected String whyNobodySends() {
    return "";
  }

  @TestFactory
  Stream<DynamicTest> acknowledged_onlyWhatThePipelineTook() {
    return forEachSent(run -> {
      assertThat(run.send(3)).isEqualTo(Answer.ACKNOWLEDGED);
      assertThat(run.next.items()).isEqualTo(3);
    });
  }

  @TestFactory
  Stream<DynamicTest> refusalForNow_asksTheSenderToRetry() {
    return forEachSent(run -> {
      run.next.refuseForNow();
      assertThat(run.send(1)).isEqualTo(Answer.RETRY);
      run.next.accept();
      assertThat(run.send(1)).isEqualTo(Answer.ACKNOWLEDGED);
    });
  }

  @TestFactory
  Stream<DynamicTest> refusalForGood_isNotAcknowledged() {
    return forEachSent(run -> {
      run.next.refuseForGood();
      assertThat(run.send(1)).isEqualTo(Answer.REJECTED);
    });
  }

  @TestFactory
  Stream<DynamicTest> pipelineThatMayBlock_isServedAsWell() {
    return forEachSent(run -> {
      run.next.mayBlock(true);
      assertThat(run.send(2)).isEqualTo(Answer.ACKNOWLEDGED);
      assertThat(run.next.items()).isEqualTo(2);
    });
  }

  @TestFactory
  Stream<DynamicTest> manySenders_loseAndInventNothing() {
    return forEachSent(run -> assertThat(run.sendByManyThreads(8, 10)).isEqualTo(run.next.items()));
  }

  @Override
  final Stream<Component> components() {
    TestContext context = new TestContext(factory.type());
    factory.signals().keySet().forEach(s -> context.consumer(s, new RecordingConsumer()));
    return Stream.of(
        factory.create(config(), context),
        factory.create(config(), new TestContext(factory.type())));
  }

  private Stream<DynamicTest> forEachSent(java.util.function.Consumer<Run> test) {
    assumeTrue(whyNobodySends().isEmpty(), whyNobodySends());
    return forEach(
        factory.signals(),
        signal -> {
          Run run = new Run(signal);
          try {
            test.accept(run);
          } finally {
            run.receiver.shutdown(soon());
          }
        });
  }

  /// A receiver that was started, with one pipeline behind it.
  private final class Run {
    final RecordingConsumer next = new RecordingConsumer();
    final Signal signal;
    final Receiver receiver;

    Run(Signal signal) {
      this.signal = signal;
      receiver = factory.create(config(), new TestContext(factory.type()).consumer(signal, next));
      receiver.start();
    }

    Answer send(int items) {
      try {
        return ReceiverContract.this.send(receiver, TestData.batch(signal, items));
      } catch (Exception e) {
        throw new AssertionError("sending " + items + " " + signal.items(), e);
      }
    }

    /// Returns the number of items that were acknowledged.
    long sendByManyThreads(int threads, int batches) {
      List<Future<Answer>> answers = new ArrayList<>();
      try (ExecutorService senders = Executors.newFixedThreadPool(threads)) {
        for (int i = 0; i < threads * batches; i++) {
          answers.add(senders.submit(() -> send(2)));
        }
      }
      return answers.stream().filter(a -> answer(a) == Answer.ACKNOWLEDGED).count() * 2;
    }

    private static Answer answer(Future<Answer> answer) {
      try {
        return answer.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError("a sender failed", e);
      }
    }
  }
}
