package dev.weir.collector.engine.graph;

import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.StartException;
import dev.weir.collector.api.Status;
import dev.weir.collector.engine.config.CollectorConfig;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.graph.Node.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The component instances of a configuration, joined to pipelines, with one life. Extensions start
/// first, then what is nearest to the end of the pipelines, receivers last; it stops the other way
/// round. Used by one thread at a time.
public final class PipelineGraph {
  private static final Duration AFTER_FAILED_START = Duration.ofSeconds(5);

  private final List<Node> nodes;
  private final List<Edge> edges;
  private final List<Node> started = new ArrayList<>();
  private final GraphServices services;
  private final Patience patience;
  private final Haste haste = new Haste();

  private PipelineGraph(
      List<Node> nodes, List<Edge> edges, GraphServices services, Patience patience) {
    this.nodes = nodes;
    this.edges = edges;
    this.services = services;
    this.patience = patience;
  }

  /// Makes all instances. Nothing is open yet.
  ///
  /// @param config settings that [GraphRules#check] has nothing to say about
  /// @throws StartException when one of them cannot be made
  public static PipelineGraph build(
      CollectorConfig config, ComponentFactories factories, GraphServices services) {
    Patience patience = new Patience();
    GraphBuilder builder = new GraphBuilder(new Topology(config, factories), services, patience);
    List<Node> nodes = builder.build();
    Comparator<Node> startOrder =
        Comparator.comparing((Node node) -> node.kind() != Kind.EXTENSION)
            .thenComparing(node -> node.kind() == Kind.RECEIVER)
            .thenComparing(Node::height);
    return new PipelineGraph(
        nodes.stream().sorted(startOrder).toList(), builder.edges(), services, patience);
  }

  /// The components of each pipeline of a configuration, as they report their health: kind and name
  /// by the pipeline's name.
  public static Map<String, List<String>> components(CollectorConfig config) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    config
        .service()
        .pipelines()
        .forEach((id, pipeline) -> {
          List<String> keys = new ArrayList<>();
          addKeys(keys, config, Kind.RECEIVER, pipeline.receivers());
          addKeys(keys, config, Kind.PROCESSOR, pipeline.processors());
          addKeys(keys, config, Kind.EXPORTER, pipeline.exporters());
          result.put(id.toString(), keys);
        });
    return result;
  }

  private static void addKeys(
      List<String> keys, CollectorConfig config, Kind kind, List<ComponentId> ids) {
    for (ComponentId id : ids) {
      boolean isConnector = kind != Kind.PROCESSOR && config.connectors().containsKey(id);
      keys.add((isConnector ? Kind.CONNECTOR : kind).key(id));
    }
  }

  /// The ways between the instances. May be used by any thread.
  public List<Edge> edges() {
    return edges;
  }

  /// Starts everything.
  ///
  /// @throws StartException when a component cannot start; then what had started is stopped again
  public void start() {
    for (Node node : nodes) {
      services.health().lifecycle(node.key(), Status.Level.STARTING);
      started.add(node);
      try {
        node.component().start();
      } catch (StartException e) {
        throw failedStart(node, String.valueOf(e.getMessage()), e);
      } catch (RuntimeException | LinkageError e) {
        throw failedStart(node, e.toString(), e);
      }
      services.health().lifecycle(node.key(), Status.Level.OK);
    }
  }

  /// Stops everything by `deadline`: receivers first, then each step when those before it have
  /// handed on what they held. Those that have nothing to do with each other stop side by side, and
  /// each round leaves half of the time to those after it, the exporters a tenth. What is already
  /// stopped is left alone.
  ///
  /// @return the components that did not stop in time, such as `"otlp_grpc" exporter`
  public List<String> stop(Deadline deadline) {
    patience.endBy(deadline);
    List<String> late = new ArrayList<>();
    for (List<Node> round : rounds()) {
      Duration time = share(deadline.remaining(), round.getFirst().kind());
      late.addAll(StopRound.stop(round, haste.limited(time), haste, services.health()));
    }
    started.clear();
    return late;
  }

  /// Leaves [#stop] no more time. Any thread may call it.
  public void hasten() {
    patience.endBy(Deadline.after(Duration.ZERO));
    haste.hasten();
  }

  /// What stops side by side, in the order of stopping.
  private List<List<Node>> rounds() {
    TreeMap<Integer, List<Node>> rounds = new TreeMap<>(Comparator.reverseOrder());
    for (Node node : started) {
      int round = node.kind() == Kind.EXTENSION ? -1 : node.height();
      rounds.computeIfAbsent(round, key -> new ArrayList<>()).add(node);
    }
    return List.copyOf(rounds.values());
  }

  private static Duration share(Duration left, Kind kind) {
    return switch (kind) {
      case RECEIVER, PROCESSOR, CONNECTOR -> left.dividedBy(2);
      case EXPORTER -> left.multipliedBy(9).dividedBy(10);
      case EXTENSION -> left;
    };
  }

  private StartException failedStart(Node node, String reason, Throwable cause) {
    stop(Deadline.after(AFTER_FAILED_START));
    return new StartException("failed to start " + node + ": " + reason, cause);
  }
}
