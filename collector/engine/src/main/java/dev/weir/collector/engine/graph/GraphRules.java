package dev.weir.collector.engine.graph;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.engine.config.CollectorConfig;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.ConfigPlaces;
import dev.weir.collector.engine.config.Problem;
import dev.weir.collector.engine.graph.Topology.Pipeline;
import dev.weir.otlp.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What must hold for pipelines to be built, beyond the settings of each component.
public final class GraphRules {
  private final Topology topology;
  private final ConfigPlaces places;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Object> settingsChecked = new HashSet<>();

  private GraphRules(Topology topology, ConfigPlaces places) {
    this.topology = topology;
    this.places = places;
  }

  /// All reasons why these pipelines cannot be built, and what about them will surprise; when there
  /// is no error, they can be built.
  ///
  /// @param places where the settings stand in the user's text
  public static List<Problem> check(
      CollectorConfig config, ComponentFactories factories, ConfigPlaces places) {
    GraphRules rules = new GraphRules(new Topology(config, factories), places);
    config.service().pipelines().keySet().forEach(rules::checkSignal);
    rules.topology.pipelines().forEach(rules::checkComponents);
    config.connectors().keySet().forEach(rules::checkConnector);
    config.service().extensions().forEach(rules::checkExtension);
    rules.checkCycles();
    return List.copyOf(rules.problems);
  }

  private void checkSignal(ComponentId pipeline) {
    if (Topology.signal(pipeline) == null) {
      problem(
          "service::pipelines::" + pipeline,
          "unknown signal \"" + pipeline.type() + "\" (expected: traces, metrics, logs, profiles)");
    }
  }

  private void checkComponents(Pipeline pipeline) {
    var config = topology.config();
    var factories = topology.factories();
    for (ComponentId id : pipeline.config().receivers()) {
      if (!topology.isConnector(id)) {
        var factory = factories.receiver(id.type());
        checkUse(pipeline, "receiver", id, config.receivers(), signals(factory, f -> f.signals()));
      }
    }
    for (ComponentId id : pipeline.config().processors()) {
      var factory = factories.processor(id.type());
      checkUse(pipeline, "processor", id, config.processors(), signals(factory, f -> f.signals()));
      checkSettings(pipeline, id, factory, config.processors().get(id));
    }
    for (ComponentId id : pipeline.config().exporters()) {
      if (!topology.isConnector(id)) {
        var factory = factories.exporter(id.type());
        checkUse(pipeline, "exporter", id, config.exporters(), signals(factory, f -> f.signals()));
      }
    }
  }

  private static <F> @Nullable Set<Signal> signals(
      @Nullable F factory, java.util.function.Function<F, Map<Signal, ?>> signals) {
    return factory == null ? null : signals.apply(factory).keySet();
  }

  private void checkUse(
      Pipeline pipeline,
      String kind,
      ComponentId id,
      Map<ComponentId, ComponentConfig> configured,
      @Nullable Set<Signal> signals) {
    String path = "service::pipelines::" + pipeline.id() + "::" + kind + "s";
    if (!configured.containsKey(id)) {
      problem(path, "references " + kind + " \"" + id + "\" which is not configured");
    } else if (signals == null) {
      problem(path, "there is no " + kind + " type \"" + id.type() + "\" in this distribution");
    } else if (!signals.contains(pipeline.signal())) {
      problem(
          path,
          "\"%s\" %s, in pipeline \"%s\": telemetry type is not supported (supported: %s)"
              .formatted(id, kind, pipeline.id(), keys(signals)));
    }
  }

  private <C extends ComponentConfig> void checkSettings(
      Pipeline pipeline,
      ComponentId id,
      @Nullable ProcessorFactory<C> factory,
      @Nullable ComponentConfig settings) {
    boolean isFirstOfItsSignal = settingsChecked.add(List.of(id, pipeline.signal()));
    if (factory != null && settings != null && isFirstOfItsSignal) {
      var found = new SettingProblems("processors::" + id, places, problems);
      factory.validate(GraphBuilder.as(factory, settings), pipeline.signal(), found);
    }
  }

  private void checkExtension(ComponentId id) {
    if (!topology.config().extensions().containsKey(id)) {
      problem("service::extensions", "references extension \"" + id + "\" which is not configured");
    } else if (topology.factories().extension(id.type()) == null) {
      problem(
          "service::extensions",
          "there is no extension type \"" + id.type() + "\" in this distribution");
    }
  }

  private void checkConnector(ComponentId id) {
    List<Pipeline> before = topology.endingIn(id);
    List<Pipeline> after = topology.beginningWith(id);
    List<Pipeline> deadEnds =
        before.stream()
            .filter(b -> after.stream().noneMatch(a -> topology.leads(id, b.signal(), a.signal())))
            .toList();
    List<Pipeline> sourceless =
        after.stream()
            .filter(a -> before.stream().noneMatch(b -> topology.leads(id, b.signal(), a.signal())))
            .toList();
    unusedConnector(id, deadEnds, "exporter", "receiver");
    unusedConnector(id, sourceless, "receiver", "exporter");
  }

  private void unusedConnector(
      ComponentId id, List<Pipeline> pipelines, String usedAs, String notUsedAs) {
    if (!pipelines.isEmpty()) {
      problem(
          "connectors::" + id,
          "connector \"%s\" used as %s in %s pipeline but not used in any supported %s pipeline"
              .formatted(id, usedAs, pipelines.stream().map(Pipeline::id).toList(), notUsedAs));
    }
  }

  private void checkCycles() {
    Set<ComponentId> done = new HashSet<>();
    for (Pipeline pipeline : topology.pipelines()) {
      if (findCycle(pipeline, new ArrayList<>(), done)) {
        return;
      }
    }
  }

  /// Follows the connectors from `pipeline`. Reports the first cycle it comes to.
  private boolean findCycle(Pipeline pipeline, List<Step> way, Set<ComponentId> done) {
    for (int i = 0; i < way.size(); i++) {
      if (way.get(i).from().equals(pipeline)) {
        problem("service::pipelines", "cycle detected: " + describe(way.subList(i, way.size())));
        return true;
      }
    }
    if (done.contains(pipeline.id())) {
      return false;
    }
    for (ComponentId connector : topology.connectorsOf(pipeline)) {
      for (Pipeline next : topology.fedBy(connector, pipeline.signal())) {
        way.addLast(new Step(pipeline, connector, next));
        if (findCycle(next, way, done)) {
          return true;
        }
        way.removeLast();
      }
    }
    done.add(pipeline.id());
    return false;
  }

  private static String describe(List<Step> cycle) {
    List<String> parts = new ArrayList<>();
    for (Step step : cycle) {
      parts.add(step.connectorText());
      for (ComponentId processor : step.to().config().processors()) {
        parts.add("processor \"%s\" in pipeline \"%s\"".formatted(processor, step.to().id()));
      }
    }
    parts.add(cycle.getFirst().connectorText());
    return String.join(" -> ", parts);
  }

  private static String keys(Collection<Signal> signals) {
    return signals.stream().sorted().map(Signal::key).collect(Collectors.joining(", "));
  }

  private void problem(String path, String message) {
    problems.add(places.error(path, message));
  }

  private record Step(Pipeline from, ComponentId connector, Pipeline to) {
    String connectorText() {
      return "connector \"%s\" (%s to %s)"
          .formatted(connector, from.signal().key(), to.signal().key());
    }
  }
}
