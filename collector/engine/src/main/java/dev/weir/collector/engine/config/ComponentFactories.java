package dev.weir.collector.engine.config;

import dev.weir.collector.api.ComponentFactory;
import dev.weir.collector.api.ConnectorFactory;
import dev.weir.collector.api.ExporterFactory;
import dev.weir.collector.api.ExtensionFactory;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.api.ReceiverFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The component types that this distribution has, by the names users write. Never changes.
public final class ComponentFactories {
  /// The kinds of components.
  public enum Kind {
    RECEIVER("receivers", "a receiver"),
    PROCESSOR("processors", "a processor"),
    EXPORTER("exporters", "an exporter"),
    CONNECTOR("connectors", "a connector"),
    EXTENSION("extensions", "an extension");

    private final String section;
    private final String article;

    Kind(String section, String article) {
      this.section = section;
      this.article = article;
    }

    /// The section of a configuration that they stand in.
    public String section() {
      return section;
    }

    String article() {
      return article;
    }

    /// The kind that a factory makes.
    public static Kind of(ComponentFactory<?> factory) {
      return switch (factory) {
        case ReceiverFactory<?> receiver -> RECEIVER;
        case ProcessorFactory<?> processor -> PROCESSOR;
        case ExporterFactory<?> exporter -> EXPORTER;
        case ConnectorFactory<?> connector -> CONNECTOR;
        case ExtensionFactory<?> extension -> EXTENSION;
      };
    }
  }

  private final List<ComponentFactory<?>> all = new ArrayList<>();
  private final Map<String, ReceiverFactory<?>> receivers = new HashMap<>();
  private final Map<String, ProcessorFactory<?>> processors = new HashMap<>();
  private final Map<String, ExporterFactory<?>> exporters = new HashMap<>();
  private final Map<String, ConnectorFactory<?>> connectors = new HashMap<>();
  private final Map<String, ExtensionFactory<?>> extensions = new HashMap<>();

  private ComponentFactories() {}

  /// Those that [ServiceLoader] finds.
  public static ComponentFactories load() {
    var result = new ComponentFactories();
    ServiceLoader.load(ReceiverFactory.class).forEach(result::add);
    ServiceLoader.load(ProcessorFactory.class).forEach(result::add);
    ServiceLoader.load(ExporterFactory.class).forEach(result::add);
    ServiceLoader.load(ConnectorFactory.class).forEach(result::add);
    ServiceLoader.load(ExtensionFactory.class).forEach(result::add);
    return result;
  }

  public static ComponentFactories of(ComponentFactory<?>... factories) {
    return of(List.of(factories));
  }

  /// Those given.
  ///
  /// @throws IllegalArgumentException when two of a kind have a name in common
  public static ComponentFactories of(Collection<? extends ComponentFactory<?>> factories) {
    var result = new ComponentFactories();
    factories.forEach(result::add);
    return result;
  }

  /// All of them: receivers, processors, exporters, connectors, extensions, each kind by type.
  public List<ComponentFactory<?>> all() {
    return List.copyOf(all);
  }

  /// The factory of that type or former type, or null when there is none.
  public @Nullable ReceiverFactory<?> receiver(String type) {
    return receivers.get(type);
  }

  public @Nullable ProcessorFactory<?> processor(String type) {
    return processors.get(type);
  }

  public @Nullable ExporterFactory<?> exporter(String type) {
    return exporters.get(type);
  }

  public @Nullable ConnectorFactory<?> connector(String type) {
    return connectors.get(type);
  }

  public @Nullable ExtensionFactory<?> extension(String type) {
    return extensions.get(type);
  }

  /// The factory of that kind, by type or former type, or null when there is none.
  public @Nullable ComponentFactory<?> find(Kind kind, String type) {
    return of(kind).get(type);
  }

  /// The types of a kind, without former ones, sorted.
  public List<String> types(Kind kind) {
    var result = new TreeSet<String>();
    of(kind).values().forEach(factory -> result.add(factory.type()));
    return List.copyOf(result);
  }

  private Map<String, ? extends ComponentFactory<?>> of(Kind kind) {
    return switch (kind) {
      case RECEIVER -> receivers;
      case PROCESSOR -> processors;
      case EXPORTER -> exporters;
      case CONNECTOR -> connectors;
      case EXTENSION -> extensions;
    };
  }

  private void add(ComponentFactory<?> factory) {
    all.add(factory);
    if (factory instanceof ReceiverFactory<?> receiver) {
      put(receivers, receiver);
    } else if (factory instanceof ProcessorFactory<?> processor) {
      put(processors, processor);
    } else if (factory instanceof ExporterFactory<?> exporter) {
      put(exporters, exporter);
    } else if (factory instanceof ConnectorFactory<?> connector) {
      put(connectors, connector);
    } else if (factory instanceof ExtensionFactory<?> extension) {
      put(extensions, extension);
    }
  }

  private static <F extends ComponentFactory<?>> void put(Map<String, F> map, F factory) {
    putName(map, factory.type(), factory);
    for (String former : factory.formerTypes()) {
      putName(map, former, factory);
    }
  }

  private static <F extends ComponentFactory<?>> void putName(
      Map<String, F> map, String name, F factory) {
    F other = map.putIfAbsent(name, factory);
    if (other != null && !other.getClass().equals(factory.getClass())) {
      throw new IllegalArgumentException(
          "component type " + name + " is claimed by " + other + " and " + factory);
    }
  }
}
