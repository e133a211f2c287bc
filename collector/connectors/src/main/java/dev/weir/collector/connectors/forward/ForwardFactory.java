package dev.weir.collector.connectors.forward;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.util.Map;

/// Makes `forward` connectors.
public final class ForwardFactory implements ConnectorFactory<ForwardConfig> {

  @Override
  public String type() {
    return "forward";
  }

  @Override
  public ForwardConfig defaultConfig() {
    return new ForwardConfig();
  }

  @Override
  public Map<Path, Stability> paths() {
    return Map.of(
        path(Signal.TRACES), Stability.BETA,
        path(Signal.METRICS), Stability.BETA,
        path(Signal.LOGS), Stability.BETA,
        path(Signal.PROFILES), Stability.ALPHA);
  }

  @Override
  public Connector create(ForwardConfig config, Signal from, ConnectorContext context) {
    return new Forward(context.fanOut(from));
  }

  private static Path path(Signal signal) {
    return new Path(signal, signal);
  }

  private static final class Forward implements Connector {
    private final Consumer next;

    Forward(Consumer next) {
      this.next = next;
    }

    @Override
    public void consume(Batch batch) {
      next.consume(batch);
    }

    @Override
    public boolean mayBlock() {
      return next.mayBlock();
    }
  }
}
