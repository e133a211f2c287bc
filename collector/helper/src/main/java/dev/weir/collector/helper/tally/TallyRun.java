package dev.weir.collector.helper.tally;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.common.InstrumentationScopeView;
import dev.weir.otlp.metrics.MetricView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Visitor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The tallies of one batch, taken while a walk visits its items.
final class TallyRun implements Visitor {
  private static final int NO_ATTRIBUTES = 15;

  private final List<CompiledTally> compiled;
  private final boolean counts;
  private final Set<ContextName> visited = EnumSet.of(ContextName.RESOURCE, ContextName.SCOPE);
  private final List<ResourceTally> resources = new ArrayList<>();
  private final Failures failures = new Failures();
  private final AttributesView item = new AttributesView();
  private final InstrumentationScopeView scope = new InstrumentationScopeView();
  private final MetricView metric = new MetricView();
  private List<AttributesView> around = List.of();

  TallyRun(List<CompiledTally> compiled) {
    this.compiled = compiled;
    counts = compiled.stream().anyMatch(tally -> tally.spec().source() == null);
    for (CompiledTally tally : compiled) {
      ContextName context = tally.spec().kind().context();
      visited.add(context);
      if (context == ContextName.DATAPOINT) {
        visited.add(ContextName.METRIC);
      }
    }
  }

  /// The tallies of all resources, in their order.
  List<ResourceTally> resources() {
    return resources;
  }

  Failures failures() {
    return failures;
  }

  @Override
  public boolean visits(ContextName context) {
    return visited.contains(context);
  }

  @Override
  public boolean visit(ContextName context, Frame frame) {
    ByteRange bytes = frame.bytes(context);
    switch (context) {
      case RESOURCE -> resources.add(new ResourceTally(bytes, compiled));
      case SCOPE -> {
        scope.wrap(bytes.buffer(), bytes.offset(), bytes.length());
        around = List.of(item, scope.attributes(), resources.getLast().resource().attributes());
      }
      case METRIC -> {
        metric.wrap(bytes.buffer(), bytes.offset(), bytes.length());
        take(context, frame, bytes);
      }
      default -> take(context, frame, bytes);
    }
    return true;
  }

  private void take(ContextName context, Frame frame, ByteRange bytes) {
    item.over(bytes.buffer(), bytes.offset(), bytes.offset() + bytes.length(), attributes(context));
    ResourceTally resource = resources.getLast();
    if (counts) {
      resource.times(context).add(context, bytes.buffer(), bytes.offset(), bytes.length());
    }
    for (Tally tally : resource.tallies()) {
      if (tally.spec().kind().context() == context) {
        tally.add(frame, around, failures);
      }
    }
  }

  /// The number of the attributes in an item.
  private int attributes(ContextName context) {
    return switch (context) {
      case SPAN -> 9;
      case SPANEVENT -> 3;
      case LOG -> 6;
      case DATAPOINT ->
          switch (metric.data()) {
            case HISTOGRAM -> 9;
            case EXPONENTIAL_HISTOGRAM -> 1;
            default -> 7;
          };
      default -> NO_ATTRIBUTES;
    };
  }
}
