package dev.weir.collector.helper.ottl;

import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.Telemetry;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.compile.ErrorListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Counts statements and conditions that fail, and tells of one now and then. They may fail on
/// every item, so most failures only count.
public final class StatementErrors implements ErrorListener {
  private static final long SILENCE_NANOS = 10_000_000_000L;

  private final ComponentContext context;
  private final Telemetry.Counter counter;
  private final AtomicLong unreported = new AtomicLong();
  private final AtomicLong nextReport = new AtomicLong(System.nanoTime());

  public StatementErrors(ComponentContext context) {
    this.context = context;
    Map<String, String> labels = new LinkedHashMap<>(context.telemetry().componentLabels());
    counter =
        context
            .telemetry()
            .counter(
                "otelcol_ottl_errors",
                "Statements and conditions that failed on an item.",
                "{errors}",
                labels);
  }

  @Override
  public void failed(String text, EvaluationException error) {
    counter.add(1);
    long failures = unreported.incrementAndGet();
    long now = System.nanoTime();
    long due = nextReport.get();
    if (now - due >= 0 && nextReport.compareAndSet(due, now + SILENCE_NANOS)) {
      unreported.addAndGet(-failures);
      context
          .log()
          .warn(
              "a statement failed",
              "statement",
              text,
              "error",
              error.getMessage(),
              "failures",
              failures);
    }
  }
}
