package dev.weir.collector.engine.config;

import dev.weir.collector.api.ByteSize;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentContext;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorContext;
import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.ExporterFactory;
import dev.weir.collector.api.Extension;
import dev.weir.collector.api.ExtensionContext;
import dev.weir.collector.api.ExtensionFactory;
import dev.weir.collector.api.Inline;
import dev.weir.collector.api.Key;
import dev.weir.collector.api.NamesExtension;
import dev.weir.collector.api.OffWhenEmpty;
import dev.weir.collector.api.Problems;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Receiver;
import dev.weir.collector.api.ReceiverContext;
import dev.weir.collector.api.ReceiverFactory;
import dev.weir.collector.api.Secret;
import dev.weir.collector.api.Stability;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Component types with the settings of real ones, that cannot be created.
final class Fakes {

  record None() implements ComponentConfig {}

  record Tls(boolean insecure, boolean insecureSkipVerify, String caFile)
      implements ComponentConfig {
    static Tls defaults() {
      return new Tls(false, false, "");
    }
  }

  record Cors(List<String> allowedOrigins, List<String> allowedHeaders)
      implements ComponentConfig {}

  record Server(
      String endpoint,
      @OffWhenEmpty @Nullable Tls tls,
      @OffWhenEmpty @Nullable Cors cors,
      boolean includeMetadata)
      implements ComponentConfig {}

  record Grpc(@Inline Server server, int maxRecvMsgSizeMib) implements ComponentConfig {
    static Grpc defaults() {
      return new Grpc(new Server("localhost:4317", null, null, false), 0);
    }
  }

  record Http(@Inline Server server, String tracesUrlPath) implements ComponentConfig {
    static Http defaults() {
      return new Http(new Server("localhost:4318", null, null, false), "/v1/traces");
    }
  }

  record Protocols(@Nullable Grpc grpc, @Nullable Http http) implements ComponentConfig {
    @Override
    public void validate(Problems problems) {
      if (grpc == null && http == null) {
        problems.add("", "must specify at least one protocol when using the OTLP receiver");
      }
    }
  }

  record OtlpReceiver(Protocols protocols) implements ComponentConfig {}

  enum Sizer {
    REQUESTS,
    ITEMS,
    BYTES
  }

  enum Compression {
    @Key(former = "")
    NONE,
    GZIP,
    ZSTD
  }

  record QueueBatch(Duration flushTimeout, long minSize, long maxSize) implements ComponentConfig {
    static QueueBatch defaults() {
      return new QueueBatch(Duration.ofMillis(200), 8192, 0);
    }
  }

  record Queue(
      int numConsumers,
      long queueSize,
      Sizer sizer,
      boolean blockOnOverflow,
      @NamesExtension @Nullable ComponentId storage,
      @Nullable QueueBatch batch)
      implements ComponentConfig {
    static Queue defaults() {
      return new Queue(10, 1000, Sizer.REQUESTS, false, null, null);
    }
  }

  record Retry(boolean enabled, Duration initialInterval, double multiplier)
      implements ComponentConfig {}

  record Auth(@NamesExtension @Nullable ComponentId authenticator) implements ComponentConfig {}

  record OtlpExporter(
      Duration timeout,
      @Nullable Queue sendingQueue,
      Retry retryOnFailure,
      String endpoint,
      Compression compression,
      Map<String, Secret> headers,
      Tls tls,
      @OffWhenEmpty @Nullable Auth auth,
      @Nullable Integer writeBufferSize)
      implements ComponentConfig {

    @Override
    public void validate(Problems problems) {
      if (endpoint.isEmpty()) {
        problems.add("endpoint", "requires a non-empty \"endpoint\"");
      }
    }
  }

  enum Verbosity {
    BASIC,
    NORMAL,
    DETAILED
  }

  record Debug(Verbosity verbosity, int samplingInitial) implements ComponentConfig {}

  record Batch(Duration timeout, long sendBatchSize, List<String> metadataKeys, ByteSize maxHeld)
      implements ComponentConfig {
    @Override
    public void validate(Problems problems) {
      if (timeout.isNegative()) {
        problems.add("timeout", timeout, "0 or more");
      }
    }
  }

  record MemoryLimiter(Duration checkInterval, int limitMib) implements ComponentConfig {}

  record Action(String key, @Nullable Object value, String action) implements ComponentConfig {}

  record Attributes(List<Action> actions) implements ComponentConfig {
    @Override
    public void validate(Problems problems) {
      for (int i = 0; i < actions.size(); i++) {
        if (actions.get(i).key().isEmpty()) {
          problems.add("actions::" + i + "::key", null, "the attribute's key");
        }
      }
    }
  }

  record HealthCheck(String endpoint, @Key(former = "check_path") String path)
      implements ComponentConfig {}

  static final OtlpExporter OTLP =
      new OtlpExporter(
          Duration.ofSeconds(5),
          Queue.defaults(),
          new Retry(true, Duration.ofSeconds(5), 1.5),
          "",
          Compression.GZIP,
          Map.of(),
          Tls.defaults(),
          null,
          null);

  static final ComponentFactories FACTORIES =
      ComponentFactories.of(
          new FakeReceiver("otlp", List.of(), new OtlpReceiver(new Protocols(null, null))),
          new FakeReceiver("nop", List.of(), new None()),
          new FakeProcessor(
              "batch", new Batch(Duration.ofMillis(200), 8192, List.of(), new ByteSize(0))),
          new FakeProcessor("memory_limiter", new MemoryLimiter(Duration.ZERO, 0)),
          new FakeProcessor("attributes", new Attributes(List.of())),
          new FakeExporter("otlp_grpc", List.of("otlp"), OTLP),
          new FakeExporter("otlp_http", List.of("otlphttp"), OTLP),
          new FakeExporter("debug", List.of(), new Debug(Verbosity.BASIC, 2)),
          new FakeExporter("nop", List.of(), new None()),
          new FakeConnector("forward", new None()),
          new FakeExtension("health_check", List.of(), new HealthCheck("localhost:13133", "/")),
          new FakeExtension("file_storage", List.of(), new None()));

  private Fakes() {}

  record FakeReceiver(String type, List<String> formerTypes, ComponentConfig defaultConfig)
      implements ReceiverFactory<ComponentConfig> {
    @Override
    public Map<Signal, Stability> signals() {
      return Map.of(Signal.TRACES, Stability.STABLE);
    }

    @Override
    public Receiver create(ComponentConfig config, ReceiverContext context) {
      throw new UnsupportedOperationException();
    }
  }

  record FakeProcessor(String type, ComponentConfig defaultConfig)
      implements ProcessorFactory<ComponentConfig> {
    @Override
    public Map<Signal, Stability> signals() {
      return Map.of(Signal.TRACES, Stability.STABLE);
    }

    @Override
    public Processor create(
        ComponentConfig config, Signal signal, ComponentContext context, Consumer next) {
      throw new UnsupportedOperationException();
    }
  }

  record FakeExporter(String type, List<String> formerTypes, ComponentConfig defaultConfig)
      implements ExporterFactory<ComponentConfig> {
    @Override
    public Map<Signal, Stability> signals() {
      return Map.of(Signal.TRACES, Stability.STABLE);
    }

    @Override
    public Exporter create(ComponentConfig config, Signal signal, ComponentContext context) {
      throw new UnsupportedOperationException();
    }
  }

  record FakeConnector(String type, ComponentConfig defaultConfig)
      implements ConnectorFactory<ComponentConfig> {
    @Override
    public Map<Path, Stability> paths() {
      return Map.of(new Path(Signal.TRACES, Signal.TRACES), Stability.STABLE);
    }

    @Override
    public Connector create(ComponentConfig config, Signal from, ConnectorContext context) {
      throw new UnsupportedOperationException();
    }
  }

  record FakeExtension(String type, List<String> formerTypes, ComponentConfig defaultConfig)
      implements ExtensionFactory<ComponentConfig> {
    @Override
    public Stability stability() {
      return Stability.STABLE;
    }

    @Override
    public Extension create(ComponentConfig config, ExtensionContext context) {
      throw new UnsupportedOperationException();
    }
  }
}
