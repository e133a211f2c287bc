package com.example.payment;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// Stands for a bank that is asked over the network: it takes its time, and sometimes does not
/// answer.
final class Bank {
  private static final String ADDRESS = "bank.example";

  private final Tracer tracer;

  Bank(Tracer tracer) {
    this.tracer = tracer;
  }

  /// Returns whether the bank agrees.
  boolean authorize(Payment payment) throws BankDoesNotAnswer {
    Span span =
        tracer
            .spanBuilder("authorize")
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("server.address", ADDRESS)
            .setAttribute(PaymentService.CARD, payment.card())
            .startSpan();
    try (Scope _ = span.makeCurrent()) {
      LockSupport.parkNanos(
          Duration.ofMillis(ThreadLocalRandom.current().nextInt(5, 25)).toNanos());
      if (payment.card().equals("broken")) {
        throw new BankDoesNotAnswer(ADDRESS);
      }
      return !payment.card().equals("expired");
    } catch (BankDoesNotAnswer e) {
      span.recordException(e);
      span.setStatus(StatusCode.ERROR, e.getMessage());
      throw e;
    } finally {
      span.end();
    }
  }
}
