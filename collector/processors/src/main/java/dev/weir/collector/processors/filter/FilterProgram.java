package dev.weir.collector.processors.filter;

import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.matching.MatchConfig;
import dev.weir.collector.helper.matching.Selection;
import dev.weir.collector.helper.ottl.Group;
import dev.weir.collector.helper.ottl.Programs;
import dev.weir.otlp.Signal;
import dev.weir.otlp.batch.ItemFilter;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.ErrorListener;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Walk;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.functions.ContextFunctions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The conditions of one signal, compiled.
final class FilterProgram {
  private final Signal signal;
  private final FilterConfig config;
  private final ErrorListener listener;
  private final Programs programs;
  private final List<Filter> filters = new ArrayList<>();

  private FilterProgram(
      Signal signal, FilterConfig config, Slots slots, ErrorListener listener, Problems problems) {
    this.signal = signal;
    this.config = config;
    this.listener = listener;
    programs = new Programs(signal, functions(signal), slots, problems);
  }

  /// Compiles what is configured for a signal, and reports what is wrong with it.
  static List<Filter> compile(
      Signal signal, FilterConfig config, Slots slots, ErrorListener listener, Problems problems) {
    FilterProgram program = new FilterProgram(signal, config, slots, listener, problems);
    for (Group group :
        Group.parse(
            FilterConfig.setting(signal),
            config.conditions(signal),
            Group.Kind.CONDITIONS,
            problems)) {
      program.add(group);
    }
    switch (signal) {
      case TRACES -> program.addTraces();
      case METRICS -> program.addMetrics();
      case LOGS -> program.addLogs();
      case PROFILES -> program.addProfiles();
    }
    return List.copyOf(program.filters);
  }

  private void add(Group group) {
    Programs.Compiled compiled = programs.compile(group);
    if (compiled != null) {
      add(
          Map.of(compiled.context(), compiled.conditions()),
          group.errorMode() == null ? config.errorMode() : group.errorMode());
    }
  }

  private void addTraces() {
    FilterConfig.Traces traces = config.traces();
    if (traces != null) {
      Map<ContextName, List<CompiledCondition>> conditions = new EnumMap<>(ContextName.class);
      put(conditions, "traces::resource", ContextName.RESOURCE, traces.resource());
      put(conditions, "traces::span", ContextName.SPAN, traces.span());
      put(conditions, "traces::spanevent", ContextName.SPANEVENT, traces.spanevent());
      add(conditions, config.errorMode());
    }
    FilterConfig.Spans spans = config.spans();
    if (spans != null) {
      add(spans.include(), spans.exclude());
    }
  }

  private void addMetrics() {
    FilterConfig.Metrics metrics = config.metrics();
    if (metrics == null) {
      return;
    }
    Map<ContextName, List<CompiledCondition>> conditions = new EnumMap<>(ContextName.class);
    put(conditions, "metrics::resource", ContextName.RESOURCE, metrics.resource());
    put(conditions, "metrics::metric", ContextName.METRIC, metrics.metric());
    put(conditions, "metrics::datapoint", ContextName.DATAPOINT, metrics.datapoint());
    add(conditions, config.errorMode());
    add(
        metrics.include() == null ? null : metrics.include().match(),
        metrics.exclude() == null ? null : metrics.exclude().match());
    add(metrics.include(), true);
    add(metrics.exclude(), false);
  }

  private void add(@Nullable MetricMatch match, boolean keeps) {
    List<LabelExpression.Condition> conditions = match == null ? List.of() : conditions(match);
    if (!conditions.isEmpty()) {
      Expressions visitor = new Expressions(conditions, keeps);
      filters.add((request, frame) -> Walk.over(signal, request, frame, visitor).bytes());
    }
  }

  /// None if they cannot be read, which the settings themselves report.
  private static List<LabelExpression.Condition> conditions(MetricMatch match) {
    try {
      return match.conditions();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private void addLogs() {
    FilterConfig.Logs logs = config.logs();
    if (logs == null) {
      return;
    }
    Map<ContextName, List<CompiledCondition>> conditions = new EnumMap<>(ContextName.class);
    put(conditions, "logs::resource", ContextName.RESOURCE, logs.resource());
    put(conditions, "logs::log_record", ContextName.LOG, logs.logRecord());
    add(conditions, config.errorMode());
    add(
        logs.include() == null ? null : logs.include().match(),
        logs.exclude() == null ? null : logs.exclude().match());
  }

  private void addProfiles() {
    FilterConfig.Profiles profiles = config.profiles();
    if (profiles != null) {
      Map<ContextName, List<CompiledCondition>> conditions = new EnumMap<>(ContextName.class);
      put(conditions, "profiles::resource", ContextName.RESOURCE, profiles.resource());
      put(conditions, "profiles::profile", ContextName.PROFILE, profiles.profile());
      add(conditions, config.errorMode());
    }
  }

  private void put(
      Map<ContextName, List<CompiledCondition>> conditions,
      String setting,
      ContextName context,
      List<String> texts) {
    conditions.put(context, programs.conditions(setting, context, texts));
  }

  private void add(Map<ContextName, List<CompiledCondition>> conditions, ErrorMode errorMode) {
    Conditions visitor = new Conditions(conditions, errorMode, listener);
    if (!visitor.isEmpty()) {
      filters.add((request, frame) -> Walk.over(signal, request, frame, visitor).bytes());
    }
  }

  private void add(@Nullable MatchConfig include, @Nullable MatchConfig exclude) {
    Selection selection = Selection.of(include, exclude);
    if (!selection.isAll()) {
      filters.add((request, frame) ->
          ItemFilter.keep(signal, request, new Selected(signal, selection)).bytes());
    }
  }

  /// The contexts of a signal, with the functions of each.
  private static Map<ContextName, Functions> functions(Signal signal) {
    Map<ContextName, Functions> functions = new EnumMap<>(ContextName.class);
    functions.putAll(ContextFunctions.converters(signal));
    functions.computeIfPresent(
        ContextName.METRIC, (context, converters) -> converters.and(HasAttributes.FUNCTIONS));
    return functions;
  }
}
