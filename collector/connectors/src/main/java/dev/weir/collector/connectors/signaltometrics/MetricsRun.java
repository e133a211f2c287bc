package dev.weir.collector.connectors.signaltometrics;

import dev.weir.collector.connectors.signaltometrics.AttributeSelection.Choice;
import dev.weir.collector.connectors.signaltometrics.Definition.Source;
import dev.weir.collector.connectors.signaltometrics.MetricIdentity.Kind;
import dev.weir.otlp.Signal;
import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.AttributesWriter;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.resource.ResourceView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.MissingKeyException;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.ErrorListener;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Visitor;
import dev.weir.ottl.value.Cell;
import dev.weir.ottl.value.Values;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks at the items of one batch while a walk visits them.
final class MetricsRun implements Visitor {
  private final List<Definition> definitions;
  private final ErrorMode errorMode;
  private final ErrorListener listener;
  private final String instance;
  private final Produced produced;
  private final @Nullable ProfileDictionary dictionary;
  private final ContextName itemContext;

  private final AttributesView item = new AttributesView();
  private final MetricView metric = new MetricView();
  private final Cell value = new Cell();
  private final Cell count = new Cell();
  private final ProtoWriter encoded = new ProtoWriter(128);
  private final Map<Kind, AttributesWriter> writers = new EnumMap<>(Kind.class);
  private AttributesView resource = new AttributesView();

  /// The resource that each definition makes of the one the walk is in, once it is known.
  private final @Nullable ResourceMetrics[] resources;

  /// What is evaluated, for messages.
  private String text = "";

  /// @param instance the id of this collector, empty if it has none
  MetricsRun(
      Signal signal,
      ByteRange request,
      List<Definition> definitions,
      ErrorMode errorMode,
      ErrorListener listener,
      String instance,
      Produced produced) {
    this.definitions = definitions;
    this.errorMode = errorMode;
    this.listener = listener;
    this.instance = instance;
    this.produced = produced;
    dictionary = signal == Signal.PROFILES ? new ProfileDictionary(request) : null;
    itemContext =
        switch (signal) {
          case TRACES -> ContextName.SPAN;
          case METRICS -> ContextName.DATAPOINT;
          case LOGS -> ContextName.LOG;
          case PROFILES -> ContextName.PROFILE;
        };
    resources = new ResourceMetrics[definitions.size()];
    for (Kind kind : Kind.values()) {
      writers.put(kind, new AttributesWriter(encoded, kind.attributes()));
    }
  }

  @Override
  public boolean visits(ContextName context) {
    return context == ContextName.RESOURCE
        || context == itemContext
        || (context == ContextName.METRIC && itemContext == ContextName.DATAPOINT);
  }

  @Override
  public boolean visit(ContextName context, Frame frame) {
    ByteRange bytes = frame.bytes(context);
    switch (context) {
      case RESOURCE -> {
        AttributesView attributes =
            new ResourceView().wrap(bytes.buffer(), bytes.offset(), bytes.length()).attributes();
        resource = dictionary == null ? attributes : dictionary.resolved(attributes);
        Arrays.fill(resources, null);
      }
      case METRIC -> metric.wrap(bytes.buffer(), bytes.offset(), bytes.length());
      default -> look(bytes, frame);
    }
    return true;
  }

  private void look(ByteRange bytes, Frame frame) {
    if (dictionary != null) {
      dictionary.attributesOf(bytes, item);
    } else {
      item.over(bytes.buffer(), bytes.offset(), bytes.offset() + bytes.length(), number());
    }
    for (int i = 0; i < definitions.size(); i++) {
      try {
        take(i, definitions.get(i), frame);
      } catch (EvaluationException e) {
        failed(e);
      }
    }
  }

  /// The number of the attributes in an item.
  private int number() {
    return switch (itemContext) {
      case SPAN -> 9;
      case LOG -> 6;
      default ->
          switch (metric.data()) {
            case HISTOGRAM -> 9;
            case EXPONENTIAL_HISTOGRAM -> 1;
            default -> 7;
          };
    };
  }

  private void take(int index, Definition definition, Frame frame) {
    AttributeSelection attributes = definition.attributes();
    if (!attributes.isSatisfiedBy(item) || !isWanted(definition, frame)) {
      return;
    }
    if (!loadValue(definition, frame)) {
      return;
    }
    long times = definition.count() == null ? 1 : times(definition.count(), frame);
    if (times == 0) {
      return;
    }
    text = attributes.text();
    Collection<Choice> choices = attributes.choices(frame);
    ResourceMetrics target = resource(index, definition, frame);
    encoded.reset();
    AttributesWriter writer = writers.get(definition.identity().kind());
    AttributeSelection.write(choices, item, Objects.requireNonNull(writer));
    target.points(definition).at(encoded.buffer(), encoded.size()).add(value, times);
  }

  private boolean isWanted(Definition definition, Frame frame) {
    List<CompiledCondition> conditions = definition.conditions();
    for (int i = 0; i < conditions.size(); i++) {
      text = conditions.get(i).text();
      try {
        if (conditions.get(i).test(frame)) {
          return true;
        }
      } catch (EvaluationException e) {
        failed(e);
      }
    }
    return conditions.isEmpty();
  }

  /// Loads the number of the item; false if a gauge finds none.
  private boolean loadValue(Definition definition, Frame frame) {
    Kind kind = definition.identity().kind();
    try {
      load(definition.value(), frame, value);
    } catch (MissingKeyException e) {
      if (kind == Kind.GAUGE) {
        return false;
      }
      throw e;
    }
    if (kind == Kind.GAUGE && value.kind() == Cell.Kind.NIL) {
      return false;
    }
    requireNumber(value);
    boolean isHistogram = kind == Kind.HISTOGRAM || kind == Kind.EXPONENTIAL_HISTOGRAM;
    if (isHistogram && !Double.isFinite(value.asDouble())) {
      throw new EvaluationException("value " + value.asDouble() + " (expected: a finite number)");
    }
    return true;
  }

  private long times(Source source, Frame frame) {
    load(source, frame, count);
    requireNumber(count);
    double times = count.asDouble();
    if (!(times >= 0 && times < 0x1p63)) {
      throw new EvaluationException("count " + count.get() + " (expected: 0 or more)");
    }
    return count.kind() == Cell.Kind.INT ? count.bits() : (long) times;
  }

  private void load(Source source, Frame frame, Cell cell) {
    text = source.text();
    source.expression().load(frame, cell);
  }

  private static void requireNumber(Cell cell) {
    if (cell.kind() != Cell.Kind.INT && cell.kind() != Cell.Kind.DOUBLE) {
      throw new EvaluationException(
          "value of type " + Values.typeName(cell.get()) + " (expected: int or double)");
    }
  }

  private ResourceMetrics resource(int index, Definition definition, Frame frame) {
    ResourceMetrics known = resources[index];
    if (known == null) {
      AttributeSelection wanted = definition.resourceAttributes();
      text = wanted.text();
      known = produced.resource(new ResourceAttributes(instance).of(wanted, resource, frame));
      resources[index] = known;
    }
    return known;
  }

  private void failed(EvaluationException e) {
    if (errorMode == ErrorMode.PROPAGATE) {
      throw e;
    }
    if (errorMode == ErrorMode.IGNORE) {
      listener.failed(text, e);
    }
  }
}
