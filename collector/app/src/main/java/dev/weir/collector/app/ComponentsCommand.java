package dev.weir.collector.app;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.ComponentFactory;
import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.api.ExporterFactory;
import dev.weir.collector.api.ExtensionFactory;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.ReceiverFactory;
import dev.weir.collector.api.Stability;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.otlp.Signal;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `weir components`: what this distribution has, in the YAML of the Go Collector's command.
@Command(
    name = "components",
    mixinStandardHelpOptions = true,
    description = "Lists the components of this distribution, with stability and source of each.")
final class ComponentsCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<ComponentFactory<?>> all = ComponentFactories.load().all();
    BuildInfo build = ThisBuild.info();
    out.println("buildinfo:");
    out.println("    command: " + build.command());
    out.println("    description: OpenTelemetry on the JVM, in one piece");
    out.println("    version: " + build.version());
    section(out, "receivers", all, ReceiverFactory.class);
    section(out, "processors", all, ProcessorFactory.class);
    section(out, "exporters", all, ExporterFactory.class);
    section(out, "connectors", all, ConnectorFactory.class);
    section(out, "extensions", all, ExtensionFactory.class);
    out.println("providers:");
    for (String scheme : List.of("env", "file", "http", "https", "yaml")) {
      out.println("    - scheme: " + scheme);
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void section(
      PrintWriter out, String kind, List<ComponentFactory<?>> all, Class<?> factories) {
    List<ComponentFactory<?>> ofKind =
        all.stream()
            .filter(factories::isInstance)
            .sorted(Comparator.comparing(ComponentFactory::type))
            .toList();
    out.println(kind + ":" + (ofKind.isEmpty() ? " []" : ""));
    for (ComponentFactory<?> factory : ofKind) {
      out.println("    - name: " + factory.type());
      if (!factory.formerTypes().isEmpty()) {
        out.println("      aliases: " + factory.formerTypes());
      }
      out.println("      module: " + source(factory));
      out.println("      stability:");
      stability(factory).forEach((what, level) -> out.println("        " + what + ": " + level));
    }
  }

  /// Signals that a component does not take are `Undefined`, as the Go Collector says it.
  private static Map<String, String> stability(ComponentFactory<?> factory) {
    return switch (factory) {
      case ReceiverFactory<?> receiver -> signals(receiver.signals());
      case ProcessorFactory<?> processor -> signals(processor.signals());
      case ExporterFactory<?> exporter -> signals(exporter.signals());
      case ConnectorFactory<?> connector -> paths(connector.paths());
      case ExtensionFactory<?> extension -> Map.of("extension", extension.stability().label());
    };
  }

  private static Map<String, String> signals(Map<Signal, Stability> given) {
    Map<String, String> labels = new TreeMap<>();
    Map<Signal, Stability> known = new EnumMap<>(Signal.class);
    known.putAll(given);
    for (Signal signal : Signal.values()) {
      Stability level = known.get(signal);
      labels.put(signal.key(), level == null ? "Undefined" : level.label());
    }
    return labels;
  }

  private static Map<String, String> paths(Map<ConnectorFactory.Path, Stability> given) {
    Map<String, String> labels = new TreeMap<>();
    for (Signal from : Signal.values()) {
      for (Signal to : Signal.values()) {
        Stability level = given.get(new ConnectorFactory.Path(from, to));
        labels.put(from.key() + "-to-" + to.key(), level == null ? "Undefined" : level.label());
      }
    }
    return labels;
  }

  /// The module and version, or the jar, that a component comes from.
  private static String source(ComponentFactory<?> factory) {
    Package home = factory.getClass().getPackage();
    String version = home.getImplementationVersion();
    String title = home.getImplementationTitle();
    if (title != null && version != null) {
      return title + " " + version;
    }
    var source = factory.getClass().getProtectionDomain().getCodeSource();
    return source == null ? home.getName() : String.valueOf(source.getLocation());
  }
}
