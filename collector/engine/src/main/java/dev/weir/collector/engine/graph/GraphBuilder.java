package dev.weir.collector.engine.graph;

import dev.weir.collector.api.Component;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentFactory;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Connector;
import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.api.Consumer;
import dev.weir.collector.api.Exporter;
import dev.weir.collector.api.ExporterFactory;
import dev.weir.collector.api.Extension;
import dev.weir.collector.api.ExtensionFactory;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.Receiver;
import dev.weir.collector.api.ReceiverFactory;
import dev.weir.collector.api.StartException;
import dev.weir.collector.engine.config.CollectorConfig;
import dev.weir.collector.engine.graph.Topology.Pipeline;
import dev.weir.otlp.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the instances of a graph, each when the first one that hands data to it is made:
/// extensions first, then every pipeline from its end.
final class GraphBuilder {
  private final Topology topology;
  private final CollectorConfig config;
  private final GraphServices services;
  private final Patience patience;
  private final Extensions extensions = new Extensions();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<ComponentId, Entry> pipelines = new HashMap<>();
  private final Map<Use, Entry> exporters = new HashMap<>();
  private final Map<Use, Entry> connectors = new HashMap<>();
  private final List<Edge> edges = new ArrayList<>();

  /// Where data goes in, and how many steps it may take from there.
  private record Entry(Consumer consumer, int height) {}

  /// An instance that is shared by all pipelines of a signal.
  private record Use(ComponentId id, Signal signal) {}

  GraphBuilder(Topology topology, GraphServices services, Patience patience) {
    this.topology = topology;
    this.config = topology.config();
    this.services = services;
    this.patience = patience;
  }

  /// All instances, in an order in which they can start.
  List<Node> build() {
    config.service().extensions().forEach(this::extension);
    topology.pipelines().forEach(this::pipeline);
    receiversInOrder().forEach(this::receiver);
    return List.copyOf(nodes);
  }

  /// The ways between the instances that [#build] made.
  List<Edge> edges() {
    return List.copyOf(edges);
  }

  private Entry edge(String from, String to, Pipeline pipeline, Entry next) {
    Edge edge = new Edge(from, to, pipeline.id().toString(), pipeline.signal());
    edges.add(edge);
    return new Entry(edge.before(next.consumer), next.height);
  }

  private static String processorNode(ComponentId id, Pipeline pipeline) {
    return Node.Kind.PROCESSOR.key(id) + "@" + pipeline.id();
  }

  /// The node where a pipeline begins.
  private static String beginning(Pipeline pipeline) {
    List<ComponentId> processors = pipeline.config().processors();
    return processors.isEmpty()
        ? "pipeline:" + pipeline.id()
        : processorNode(processors.getFirst(), pipeline);
  }

  /// The node that hands on to the ends of a pipeline.
  private static String last(Pipeline pipeline) {
    List<ComponentId> processors = pipeline.config().processors();
    return processors.isEmpty()
        ? beginning(pipeline)
        : processorNode(processors.getLast(), pipeline);
  }

  private Set<ComponentId> receiversInOrder() {
    Set<ComponentId> result = new LinkedHashSet<>();
    topology.pipelines().forEach(pipeline -> result.addAll(pipeline.config().receivers()));
    result.removeIf(topology::isConnector);
    return result;
  }

  private void extension(ComponentId id) {
    ExtensionFactory<?> factory = require(topology.factories().extension(id.type()), id);
    var scope = new ComponentScope(services, extensions, Node.Kind.EXTENSION, id, "");
    Extension extension =
        create(
            "\"" + id + "\" extension",
            () -> makeExtension(factory, settings(config.extensions(), id), scope));
    extensions.add(id, extension);
    add(Node.Kind.EXTENSION, id, 0, extension, scope);
  }

  private Entry pipeline(Pipeline pipeline) {
    Entry known = pipelines.get(pipeline.id());
    if (known != null) {
      return known;
    }
    List<Entry> ends = new ArrayList<>();
    for (ComponentId id : new LinkedHashSet<>(pipeline.config().exporters())) {
      Use use = new Use(id, pipeline.signal());
      boolean isConnector = topology.isConnector(id);
      String end =
          (isConnector ? Node.Kind.CONNECTOR : Node.Kind.EXPORTER).key(id)
              + "@"
              + pipeline.signal().key();
      Entry entry = isConnector ? connector(use) : exporter(use, pipeline);
      ends.add(edge(last(pipeline), end, pipeline, entry));
    }
    Entry entry = join(ends);
    List<ComponentId> processors = pipeline.config().processors();
    for (int i = processors.size() - 1; i >= 0; i--) {
      entry = processor(processors.get(i), pipeline, entry);
      if (i > 0) {
        entry =
            edge(
                processorNode(processors.get(i - 1), pipeline),
                processorNode(processors.get(i), pipeline),
                pipeline,
                entry);
      }
    }
    pipelines.put(pipeline.id(), entry);
    return entry;
  }

  private Entry exporter(Use use, Pipeline pipeline) {
    Entry known = exporters.get(use);
    if (known != null) {
      return known;
    }
    ExporterFactory<?> factory = require(topology.factories().exporter(use.id.type()), use.id);
    var scope = scope(Node.Kind.EXPORTER, use.id, use.signal);
    Exporter exporter =
        create(
            "\"" + use.id + "\" exporter, in pipeline \"" + pipeline.id() + "\"",
            () -> makeExporter(factory, settings(config.exporters(), use.id), use.signal, scope));
    add(Node.Kind.EXPORTER, use.id, 0, exporter, scope);
    Entry entry = new Entry(guarded(exporter, Node.Kind.EXPORTER, scope), 0);
    exporters.put(use, entry);
    return entry;
  }

  private Entry connector(Use use) {
    Entry known = connectors.get(use);
    if (known != null) {
      return known;
    }
    Map<Signal, Map<ComponentId, Consumer>> targets = new EnumMap<>(Signal.class);
    int height = 0;
    for (Pipeline target : topology.fedBy(use.id, use.signal)) {
      String from = Node.Kind.CONNECTOR.key(use.id) + "@" + use.signal.key();
      Entry entry = edge(from, beginning(target), target, pipeline(target));
      targets
          .computeIfAbsent(target.signal(), signal -> new LinkedHashMap<>())
          .put(target.id(), entry.consumer);
      height = Math.max(height, entry.height);
    }
    ConnectorFactory<?> factory = require(topology.factories().connector(use.id.type()), use.id);
    var scope = new ConnectorScope(services, extensions, use.id, use.signal, targets, this::fanOut);
    Connector connector =
        create(
            "\"" + use.id + "\" connector",
            () -> makeConnector(factory, settings(config.connectors(), use.id), use.signal, scope));
    add(Node.Kind.CONNECTOR, use.id, height + 1, connector, scope);
    Entry entry = new Entry(guarded(connector, Node.Kind.CONNECTOR, scope), height + 1);
    connectors.put(use, entry);
    return entry;
  }

  private Entry processor(ComponentId id, Pipeline pipeline, Entry next) {
    ProcessorFactory<?> factory = require(topology.factories().processor(id.type()), id);
    var scope = scope(Node.Kind.PROCESSOR, id, pipeline.signal());
    var meter = new ProcessorMeter(scope.telemetry(), pipeline.signal());
    Processor processor =
        create(
            "\"" + id + "\" processor, in pipeline \"" + pipeline.id() + "\"",
            () ->
                makeProcessor(
                    factory,
                    settings(config.processors(), id),
                    pipeline.signal(),
                    scope,
                    meter.outlet(next.consumer)));
    add(Node.Kind.PROCESSOR, id, next.height + 1, processor, scope);
    return new Entry(meter.inlet(processor, guard(Node.Kind.PROCESSOR, scope)), next.height + 1);
  }

  private void receiver(ComponentId id) {
    Map<Signal, List<Entry>> targets = new EnumMap<>(Signal.class);
    for (Pipeline pipeline : topology.beginningWith(id)) {
      targets
          .computeIfAbsent(pipeline.signal(), signal -> new ArrayList<>())
          .add(edge(Node.Kind.RECEIVER.key(id), beginning(pipeline), pipeline, pipeline(pipeline)));
    }
    Map<Signal, Consumer> consumers = new EnumMap<>(Signal.class);
    targets.forEach((signal, entries) -> consumers.put(signal, join(entries).consumer));
    ReceiverFactory<?> factory = require(topology.factories().receiver(id.type()), id);
    var scope = new ReceiverScope(services, extensions, id, consumers);
    Receiver receiver =
        create(
            "\"" + id + "\" receiver",
            () -> makeReceiver(factory, settings(config.receivers(), id), scope));
    add(Node.Kind.RECEIVER, id, Integer.MAX_VALUE, receiver, scope);
  }

  private Entry join(List<Entry> entries) {
    int height = entries.stream().mapToInt(Entry::height).max().orElse(0);
    return new Entry(fanOut(entries.stream().map(Entry::consumer).toList()), height);
  }

  private Consumer fanOut(List<Consumer> branches) {
    return FanOut.of(
        branches,
        patience,
        services
            .metrics()
            .counter(
                "otelcol_fanout_duplicated_items",
                "Items that one branch may get twice because another one refused them",
                "{items}",
                Map.of()));
  }

  private ComponentScope scope(Node.Kind kind, ComponentId id, Signal signal) {
    return new ComponentScope(services, extensions, kind, id, signal.key());
  }

  private Consumer guarded(Consumer component, Node.Kind kind, ComponentScope scope) {
    return new GuardedConsumer(component, guard(kind, scope));
  }

  private Guard guard(Node.Kind kind, ComponentScope scope) {
    return new Guard(
        kind.label() + " \"" + scope.id() + "\"",
        scope.log(),
        services
            .metrics()
            .counter(
                "otelcol_component_errors",
                "Batches that a component failed on unexpectedly",
                "{batches}",
                Map.of("component", kind.key(scope.id()))));
  }

  private void add(
      Node.Kind kind, ComponentId id, int height, Component component, ComponentScope scope) {
    nodes.add(new Node(kind, id, height, component, scope.log()));
  }

  private static <T> T create(String what, Supplier<T> make) {
    try {
      return make.get();
    } catch (StartException e) {
      throw new StartException("failed to create " + what + ": " + e.getMessage(), e);
    } catch (RuntimeException | LinkageError e) {
      throw new StartException("failed to create " + what + ": " + e, e);
    }
  }

  private static ComponentConfig settings(
      Map<ComponentId, ComponentConfig> configured, ComponentId id) {
    return Objects.requireNonNull(configured.get(id), id::toString);
  }

  private static <F> F require(@Nullable F factory, ComponentId id) {
    return Objects.requireNonNull(factory, id::toString);
  }

  private static <C extends ComponentConfig> Extension makeExtension(
      ExtensionFactory<C> factory, ComponentConfig settings, ComponentScope scope) {
    return factory.create(as(factory, settings), scope);
  }

  private static <C extends ComponentConfig> Exporter makeExporter(
      ExporterFactory<C> factory, ComponentConfig settings, Signal signal, ComponentScope scope) {
    return factory.create(as(factory, settings), signal, scope);
  }

  private static <C extends ComponentConfig> Connector makeConnector(
      ConnectorFactory<C> factory, ComponentConfig settings, Signal from, ConnectorScope scope) {
    return factory.create(as(factory, settings), from, scope);
  }

  private static <C extends ComponentConfig> Processor makeProcessor(
      ProcessorFactory<C> factory,
      ComponentConfig settings,
      Signal signal,
      ComponentScope scope,
      Consumer next) {
    return factory.create(as(factory, settings), signal, scope, next);
  }

  private static <C extends ComponentConfig> Receiver makeReceiver(
      ReceiverFactory<C> factory, ComponentConfig settings, ReceiverScope scope) {
    return factory.create(as(factory, settings), scope);
  }

  /// The settings in the type of the factory that made their defaults.
  @SuppressWarnings("unchecked") // a factory's settings are of the class of its defaults
  static <C extends ComponentConfig> C as(ComponentFactory<C> factory, ComponentConfig settings) {
    return (C) factory.defaultConfig().getClass().cast(settings);
  }
}
