package com.example.payment;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes payments, and tells about each: a span with one below it for each step, a count, a
/// duration, a log record. The caller's span, if there is one, becomes the parent.
final class PaymentService {
  static final AttributeKey<String> ORDER = AttributeKey.stringKey("payment.order");
  static final AttributeKey<String> CARD = AttributeKey.stringKey("payment.card");
  static final AttributeKey<Double> AMOUNT = AttributeKey.doubleKey("payment.amount");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("payment.outcome");

  private static final Logger LOG = LoggerFactory.getLogger(PaymentService.class);

  private final Tracer tracer;
  private final Bank bank;
  private final LongCounter payments;
  private final DoubleHistogram durations;

  PaymentService(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer("com.example.payment", "1.0.0");
    bank = new Bank(tracer);
    Meter meter = telemetry.getMeter("com.example.payment");
    payments =
        meter
            .counterBuilder("payments")
            .setUnit("{payment}")
            .setDescription("Payments by card and outcome")
            .build();
    durations =
        meter
            .histogramBuilder("payment.duration")
            .setUnit("s")
            .setDescription("How long a payment takes")
            .setExplicitBucketBoundariesAdvice(
                List.of(0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.25, 1.0))
            .build();
  }

  Outcome pay(Payment payment) {
    long begin = System.nanoTime();
    Span span =
        tracer
            .spanBuilder("pay")
            .setAttribute(ORDER, payment.order())
            .setAttribute(CARD, payment.card())
            .setAttribute(AMOUNT, payment.amount())
            .startSpan();
    // Whatever is started, counted or logged in this scope belongs to the span.
    try (Scope _ = span.makeCurrent()) {
      Outcome outcome = ask(payment, span);
      span.setAttribute(OUTCOME, outcome.label());
      count(payment, outcome, System.nanoTime() - begin);
      return outcome;
    } finally {
      span.end();
    }
  }

  private Outcome ask(Payment payment, Span span) {
    try {
      if (!bank.authorize(payment)) {
        LOG.atWarn()
            .addKeyValue(ORDER.getKey(), payment.order())
            .log("card {} was declined", payment.card());
        return Outcome.DECLINED;
      }
      book(payment);
      LOG.atInfo()
          .addKeyValue(ORDER.getKey(), payment.order())
          .log("paid {} euros by {}", payment.amount(), payment.card());
      return Outcome.PAID;
    } catch (BankDoesNotAnswer e) {
      LOG.atError().addKeyValue(ORDER.getKey(), payment.order()).setCause(e).log("payment failed");
      span.setStatus(StatusCode.ERROR, e.getMessage());
      return Outcome.FAILED;
    }
  }

  private void book(Payment payment) {
    Span span =
        tracer.spanBuilder("book").setAttribute("ledger.account", payment.card()).startSpan();
    span.addEvent("booked");
    span.end();
  }

  private void count(Payment payment, Outcome outcome, long nanos) {
    Attributes attributes = Attributes.of(CARD, payment.card(), OUTCOME, outcome.label());
    payments.add(1, attributes);
    durations.record(nanos / (double) Duration.ofSeconds(1).toNanos(), attributes);
  }
}
