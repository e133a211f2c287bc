package dev.weir.collector.testkit;

import static org.awaitility.Awaitility.await;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RetryableRefusal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The end of a pipeline under test: remembers what arrived, decoded by the official classes, and
/// refuses, blocks or takes its time when told to.
///
/// Bytes that are not OTLP and batches that count wrong are remembered as well, and thrown by every
/// method that reads back, so that an error on a thread of the component cannot pass unseen.
public final class RecordingConsumer implements Consumer {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final List<AssertionError> defects = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Function<Batch, @Nullable Refusal> answer = _ -> null;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean mayBlock;

  private record Arrival(Batch batch, OtlpMessage message, Thread caller) {}

  @Override
  public void consume(Batch batch) {
    calls.incrementAndGet();
    OtlpMessage message = check(batch);
    passGate();
    LockSupport.parkNanos(delay.toNanos());
    Refusal refusal = answer.apply(batch);
    if (refusal != null) {
      throw refusal;
    }
    arrivals.add(new Arrival(batch, message, Thread.currentThread()));
  }

  @Override
  public boolean mayBlock() {
    return mayBlock;
  }

  /// What [#mayBlock] answers; false unless told.
  public RecordingConsumer mayBlock(boolean answerTo) {
    mayBlock = answerTo;
    return this;
  }

  /// Refuses every batch with "not now", until [#accept()].
  public RecordingConsumer refuseForNow() {
    return answer(_ -> new RetryableRefusal("the test refuses for now"));
  }

  /// Refuses every batch with "never", until [#accept()].
  public RecordingConsumer refuseForGood() {
    return answer(
        _ -> new PermanentRefusal(PermanentRefusal.Reason.REJECTED, "the test refuses for good"));
  }

  /// Refuses for now the given number of calls, and takes those after them.
  public RecordingConsumer refuseForNow(int times) {
    AtomicInteger left = new AtomicInteger(times);
    return answer(
        _ -> left.getAndDecrement() > 0 ? new RetryableRefusal("the test refuses for now") : null);
  }

  /// Decides for each batch: a refusal, or null to take it. Is called by many threads at once.
  public RecordingConsumer answer(Function<Batch, @Nullable Refusal> decision) {
    answer = decision;
    return this;
  }

  /// Takes everything again.
  public RecordingConsumer accept() {
    return answer(_ -> null);
  }

  /// Lets callers wait until [#release()].
  public RecordingConsumer block() {
    gate = new CountDownLatch(1);
    return this;
  }

  /// Lets waiting callers go on.
  public RecordingConsumer release() {
    gate.countDown();
    return this;
  }

  /// Takes this long for each batch.
  public RecordingConsumer slow(Duration time) {
    delay = time;
    return this;
  }

  /// Calls of [#consume], taken or refused.
  public int calls() {
    return calls.get();
  }

  /// Callers that wait at this moment.
  public int waiting() {
    return waiting.get();
  }

  /// The batches taken, in order.
  public List<Batch> batches() {
    return arrived().map(Arrival::batch).toList();
  }

  /// The threads that brought the batches taken.
  public List<Thread> callers() {
    return arrived().map(Arrival::caller).distinct().toList();
  }

  /// Items of all batches taken.
  public long items() {
    return arrived().mapToLong(arrival -> arrival.message().items()).sum();
  }

  /// Waits until at least so many items arrived.
  public RecordingConsumer awaitItems(long items) {
    await().atMost(PATIENCE).until(() -> items() >= items);
    return this;
  }

  /// Waits until there were at least so many calls, taken or refused.
  public RecordingConsumer awaitCalls(int count) {
    await().atMost(PATIENCE).until(() -> calls() >= count);
    return this;
  }

  /// Waits until so many callers wait.
  public RecordingConsumer awaitWaiting(int callers) {
    await().atMost(PATIENCE).until(() -> waiting() == callers);
    return this;
  }

  public List<ExportTraceServiceRequest> traces() {
    return requests(ExportTraceServiceRequest.class).toList();
  }

  public List<ExportMetricsServiceRequest> metrics() {
    return requests(ExportMetricsServiceRequest.class).toList();
  }

  public List<ExportLogsServiceRequest> logs() {
    return requests(ExportLogsServiceRequest.class).toList();
  }

  public List<Span> spans() {
    return requests(ExportTraceServiceRequest.class)
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  public List<String> spanNames() {
    return spans().stream().map(Span::getName).toList();
  }

  public List<LogRecord> logRecords() {
    return requests(ExportLogsServiceRequest.class)
        .flatMap(request -> request.getResourceLogsList().stream())
        .flatMap(resource -> resource.getScopeLogsList().stream())
        .flatMap(scope -> scope.getLogRecordsList().stream())
        .toList();
  }

  /// The bodies of log records, as texts.
  public List<String> logBodies() {
    return logRecords().stream().map(record -> record.getBody().getStringValue()).toList();
  }

  public List<Metric> metricList() {
    return requests(ExportMetricsServiceRequest.class)
        .flatMap(request -> request.getResourceMetricsList().stream())
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .toList();
  }

  public List<String> metricNames() {
    return metricList().stream().map(Metric::getName).toList();
  }

  /// The resources of traces, metrics and logs, in this order.
  public List<Resource> resources() {
    return Stream.of(
            traces().stream()
                .flatMap(r -> r.getResourceSpansList().stream())
                .map(r -> r.getResource()),
            metrics().stream()
                .flatMap(r -> r.getResourceMetricsList().stream())
                .map(r -> r.getResource()),
            logs().stream()
                .flatMap(r -> r.getResourceLogsList().stream())
                .map(r -> r.getResource()))
        .flatMap(Function.identity())
        .toList();
  }

  private OtlpMessage check(Batch batch) {
    try {
      return OtlpMessage.of(batch);
    } catch (AssertionError defect) {
      defects.add(defect);
      throw defect;
    }
  }

  private void passGate() {
    waiting.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryableRefusal("the test's consumer was interrupted");
    } finally {
      waiting.decrementAndGet();
    }
  }

  private <T> Stream<T> requests(Class<T> kind) {
    return arrived()
        .map(arrival -> arrival.message().request())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  private Stream<Arrival> arrived() {
    if (!defects.isEmpty()) {
      throw new AssertionError("a component handed on a bad batch", defects.getFirst());
    }
    return arrivals.stream();
  }
}
