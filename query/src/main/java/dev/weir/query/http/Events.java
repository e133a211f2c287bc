package dev.weir.query.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.helper.http.HttpOutput;
import dev.weir.collector.helper.http.HttpResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/// Server-sent events.
public final class Events {
  private static final int MAX_STREAMS = 100;

  private final HttpOutput output;

  private Events(HttpOutput output) {
    this.output = output;
  }

  /// Sends events until it returns.
  @FunctionalInterface
  public interface Source {
    void send(Events events) throws IOException, InterruptedException;
  }

  /// How many streams may be open at once.
  public static final class Places {
    private final Semaphore places = new Semaphore(MAX_STREAMS);

    /// An answer that streams.
    public HttpResponse answer(Source source) {
      if (!places.tryAcquire()) {
        throw Failure.of(429, "busy", "too many event streams are open");
      }
      return HttpResponse.stream(
              200,
              "text/event-stream",
              output -> {
                try {
                  Events events = new Events(output);
                  events.ping();
                  source.send(events);
                } finally {
                  places.release();
                }
              })
          .header("cache-control", "no-store")
          .header("x-accel-buffering", "no");
    }
  }

  /// Sends an event with JSON in one line.
  public void send(String event, Json data) throws IOException, InterruptedException {
    output.write(("event: " + event + "\ndata: " + data + "\n\n").getBytes(UTF_8));
  }

  /// A sign of life, by which a client that has gone is noticed.
  public void ping() throws IOException, InterruptedException {
    output.write(": \n\n".getBytes(UTF_8));
  }
}
