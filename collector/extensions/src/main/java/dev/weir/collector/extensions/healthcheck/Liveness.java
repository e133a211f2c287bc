package dev.weir.collector.extensions.healthcheck;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.api.Health;
import dev.weir.collector.api.Health.Phase;
import dev.weir.collector.extensions.healthcheck.HealthCheckConfig.ResponseBody;
import dev.weir.collector.helper.http.HttpHandler;
import dev.weir.collector.helper.http.HttpRequest;
import dev.weir.collector.helper.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Tells whether the collector runs. Overload does not change the answer.
final class Liveness implements HttpHandler {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private final @Nullable ResponseBody texts;
  private volatile @Nullable Instant upSince;

  Liveness(Health health, @Nullable ResponseBody texts) {
    this.texts = texts;
    enter(health.phase());
    health.onPhase(this::enter);
  }

  @Override
  public boolean mayBlock() {
    return false;
  }

  @Override
  public HttpResponse answerEarly(HttpRequest request) {
    return handle(request);
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Instant since = upSince;
    boolean isUp = since != null;
    int status = isUp ? OK : UNAVAILABLE;
    if (texts != null) {
      String text = isUp ? texts.healthy() : texts.unhealthy();
      return HttpResponse.of(status, "text/plain; charset=utf-8", text.getBytes(UTF_8));
    }
    return new Json()
        .text("status", isUp ? "Server available" : "Server not available")
        .text("upSince", since == null ? NEVER : since.toString())
        .text("uptime", since == null ? "" : Uptime.text(Duration.between(since, Instant.now())))
        .answer(status);
  }

  private void enter(Phase phase) {
    upSince = phase == Phase.RUNNING ? Instant.now() : null;
  }
}
