package dev.weir.collector.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.otlp.Signal;
import dev.weir.otlp.scan.OtlpScan;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoTrafficTest {
  /// The end of a stretch of ten minutes, so that the last of the five belong to the spike.
  private static final Instant END = Instant.ofEpochSecond(1_800_000_599L);

  @Test
  void history_isOtlpOfAllSignals_andTellsEveryStory() throws Exception {
    Map<Signal, Integer> items = new EnumMap<>(Signal.class);
    Map<Signal, String> texts = new EnumMap<>(Signal.class);
    try (var sink =
            new OtlpSink((signal, message) -> {
              items.merge(
                  signal, OtlpScan.scan(signal, message, 0, message.length).items(), Integer::sum);
              texts.merge(signal, new String(message, StandardCharsets.ISO_8859_1), String::concat);
            });
        var traffic =
            new DemoTraffic(
                sink.endpoint(), 10, Duration.ofMinutes(5), Clock.fixed(END, ZoneOffset.UTC), 42)) {
      traffic.history(Duration.ofMinutes(5));
    }
    assertThat(items.get(Signal.TRACES)).isGreaterThan(10_000);
    assertThat(items.get(Signal.LOGS)).isGreaterThan(3_000);
    assertThat(items.get(Signal.METRICS)).isGreaterThan(100);
    assertThat(texts.get(Signal.TRACES))
        .contains(
            "payment.BankUnavailable",
            "payment.AccountLocked",
            "1.5.0-canary",
            "WHERE cart_id = ? AND line = ?",
            "orders process");
    assertThat(texts.get(Signal.METRICS))
        .contains("payment.charge.duration", "http.server.request.duration", "shop.orders");
  }
}
