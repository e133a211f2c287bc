package com.example.payment;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// Customers who pay one after the other, mostly with cards that work.
final class Customers {
  private static final List<String> CARDS =
      List.of("visa", "visa", "visa", "amex", "amex", "girocard", "girocard", "expired", "broken");
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PaymentService service;
  private final RandomGenerator random = RandomGenerator.getDefault();

  Customers(PaymentService service) {
    this.service = service;
  }

  /// Pays once a second until the thread is interrupted. The first customers use every card in
  /// turn.
  void pay() throws InterruptedException {
    for (int number = 0; ; number++) {
      String card = CARDS.get(number < CARDS.size() ? number : random.nextInt(CARDS.size()));
      var _ =
          service.pay(new Payment("order-" + number, card, random.nextInt(100, 20_000) / 100.0));
      Thread.sleep(PAUSE);
    }
  }
}
