package dev.weir.collector.engine;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.ComponentId;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.api.Processor;
import dev.weir.collector.api.ProcessorFactory;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.ProblemLog;
import dev.weir.collector.engine.config.bind.Binder;
import dev.weir.collector.engine.config.bind.Validation;
import dev.weir.collector.engine.config.yaml.Position;
import dev.weir.collector.engine.config.yaml.Source;
import dev.weir.collector.engine.config.yaml.YamlException;
import dev.weir.collector.engine.config.yaml.YamlReader;
import dev.weir.collector.engine.config.yaml.YamlValue;
import dev.weir.collector.engine.config.yaml.YamlValue.Mapping;
import dev.weir.otlp.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A processor that stands apart from all pipelines, to see what settings do before they are used.
/// What it drops or fails to do is counted nowhere. For one thread.
public final class ProcessorTrial implements AutoCloseable {
  private static final Duration ON_CLOSE = Duration.ofSeconds(1);

  private final Processor processor;
  private final TrialContext context;
  private final List<Batch> passed;

  private ProcessorTrial(Processor processor, TrialContext context, List<Batch> passed) {
    this.processor = processor;
    this.context = context;
    this.passed = passed;
  }

  /// Makes and starts a processor.
  ///
  /// @param settings its section of a configuration, in YAML; nothing in it is expanded
  /// @return null if there is no such processor, or not for this signal
  /// @throws IllegalArgumentException with everything that is wrong with the settings
  public static @Nullable ProcessorTrial open(
      ComponentFactories factories, String type, String settings, Signal signal, BuildInfo build) {
    ProcessorFactory<?> factory = factories.processor(type);
    return factory == null || !factory.signals().containsKey(signal)
        ? null
        : open(factory, settings, signal, build);
  }

  private static <C extends ComponentConfig> ProcessorTrial open(
      ProcessorFactory<C> factory, String settings, Signal signal, BuildInfo build) {
    ProblemLog problems = new ProblemLog();
    C config = new Binder(problems).bind(factory.defaultConfig(), read(settings, problems), "");
    new Validation(Mapping.empty(Position.UNKNOWN), problems).validate(config, "");
    if (problems.hasErrors()) {
      throw new IllegalArgumentException(
          String.join(
              "\n", problems.errors().stream().map(each -> each.sentence()).distinct().toList()));
    }
    TrialContext context = new TrialContext(ComponentId.parse(factory.type()), build);
    List<Batch> passed = new ArrayList<>();
    Processor processor = factory.create(config, signal, context, passed::add);
    processor.start();
    return new ProcessorTrial(processor, context, passed);
  }

  private static YamlValue read(String settings, ProblemLog problems) {
    try {
      return YamlReader.read(new Source("settings", settings));
    } catch (YamlException e) {
      problems.add(e);
      return Mapping.empty(Position.UNKNOWN);
    }
  }

  /// What the processor hands on of a batch.
  ///
  /// @throws dev.weir.collector.api.Refusal if it takes none of it
  public List<Batch> run(Batch batch) {
    passed.clear();
    processor.consume(batch);
    return List.copyOf(passed);
  }

  /// What it would have logged, the first lines of it.
  public List<String> warnings() {
    return context.warnings();
  }

  @Override
  public void close() {
    processor.shutdown(Deadline.after(ON_CLOSE));
  }
}
