package dev.weir.collector.connectors.signaltometrics;

import dev.weir.collector.api.Problems;
import dev.weir.collector.connectors.signaltometrics.AttributeSelection.Entry;
import dev.weir.collector.connectors.signaltometrics.Definition.Source;
import dev.weir.collector.helper.ottl.Programs;
import dev.weir.otlp.Signal;
import dev.weir.otlp.common.EncodedValue;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.Compiler;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.functions.SpanFunctions;
import dev.weir.ottl.functions.StandardFunctions;
import dev.weir.ottl.value.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compiles the metrics made of one signal, and reports everything that cannot work at once.
final class DefinitionCompiler {
  private static final Functions FOR_SPANS =
      StandardFunctions.converters()
          .and(SpanFunctions.converters())
          .and(Functions.of(new AdjustedCount()));

  private final Signal signal;
  private final ContextName context;
  private final Compiler compiler;
  private final Programs programs;
  private final Problems problems;
  private final List<MetricIdentity> identities = new ArrayList<>();

  /// @param slots the room in the frames that everything runs in
  DefinitionCompiler(Signal signal, Slots slots, Problems problems) {
    this.signal = signal;
    this.problems = problems;
    context =
        switch (signal) {
          case TRACES -> ContextName.SPAN;
          case METRICS -> ContextName.DATAPOINT;
          case LOGS -> ContextName.LOG;
          case PROFILES -> ContextName.PROFILE;
        };
    Functions functions = context == ContextName.SPAN ? FOR_SPANS : StandardFunctions.converters();
    compiler = new Compiler(context, functions, false, slots);
    programs = new Programs(signal, Map.of(context, functions), slots, problems);
  }

  /// The metrics of the signal. What is wrong is reported and left out.
  List<Definition> compile(SignalToMetricsConfig config) {
    List<Definition> definitions = new ArrayList<>();
    String section = SignalToMetricsConfig.section(signal);
    List<MetricConfig> metrics = config.metrics(signal);
    for (int i = 0; i < metrics.size(); i++) {
      Definition definition = definition(metrics.get(i), section + "::" + i + "::");
      if (definition != null) {
        definitions.add(definition);
      }
    }
    compiler.warnings().forEach(warning -> problems.warn(section, warning));
    return definitions;
  }

  private @Nullable Definition definition(MetricConfig metric, String place) {
    List<CompiledCondition> conditions =
        programs.conditions(place + "conditions", context, metric.conditions());
    AttributeSelection ofResource =
        selection(metric.includeResourceAttributes(), place + "include_resource_attributes", false);
    AttributeSelection ofItem = selection(metric.attributes(), place + "attributes", true);
    MetricConfig.Sum sum = metric.sum();
    MetricConfig.Gauge gauge = metric.gauge();
    MetricConfig.Histogram histogram = metric.histogram();
    MetricConfig.ExponentialHistogram exponential = metric.exponentialHistogram();
    Source value = null;
    Source count = null;
    if (sum != null) {
      value = number(sum.value(), place + "sum::value");
    }
    if (gauge != null) {
      value = number(gauge.value(), place + "gauge::value");
    }
    if (histogram != null) {
      value = number(histogram.value(), place + "histogram::value");
      count = number(histogram.count(), place + "histogram::count");
    }
    if (exponential != null) {
      value = number(exponential.value(), place + "exponential_histogram::value");
      count = number(exponential.count(), place + "exponential_histogram::count");
    }
    if (value == null) {
      return null;
    }
    MetricIdentity identity = MetricIdentity.of(metric);
    return new Definition(
        numberOf(identity), identity, ofResource, ofItem, conditions, value, count);
  }

  private int numberOf(MetricIdentity identity) {
    if (!identities.contains(identity)) {
      identities.add(identity);
    }
    return identities.indexOf(identity);
  }

  private AttributeSelection selection(
      List<AttributeConfig> attributes, String place, boolean areRequired) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      AttributeConfig attribute = attributes.get(i);
      String text = attribute.keysExpression();
      Source keys = text.isBlank() ? null : source(text, place + "::" + i + "::keys_expression");
      EncodedValue defaultValue = defaultValue(attribute);
      boolean required =
          areRequired && keys == null && !attribute.optional() && defaultValue == null;
      entries.add(new Entry(attribute.key(), keys, required, defaultValue));
    }
    return new AttributeSelection(entries);
  }

  /// A value that OTLP does not have is reported where it stands.
  private static @Nullable EncodedValue defaultValue(AttributeConfig attribute) {
    try {
      return attribute.encodedDefault();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// An expression that may give a number; null if there is none, or it cannot.
  private @Nullable Source number(String text, String setting) {
    Source source = text.isBlank() ? null : source(text, setting);
    if (source == null) {
      return null;
    }
    Type type = source.expression().type();
    if (type != Type.ANY && type != Type.INT && type != Type.DOUBLE) {
      problems.add(setting, text, "an int or double, not a value of type " + type.text());
      return null;
    }
    return source;
  }

  private @Nullable Source source(String text, String setting) {
    try {
      Expression expression = compiler.value(text);
      return new Source(text, expression);
    } catch (OttlException e) {
      problems.add(setting, String.valueOf(e.getMessage()));
      return null;
    }
  }
}
