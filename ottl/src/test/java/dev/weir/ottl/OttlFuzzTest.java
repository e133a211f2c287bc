package dev.weir.ottl;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.MalformedOtlpException;
import dev.weir.ottl.compile.Compiler;
import dev.weir.ottl.compile.Sequence;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Walk;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.functions.ContextFunctions;
import dev.weir.ottl.functions.StandardFunctions;
import java.util.Arrays;
import java.util.List;

/// Any program runs on any bytes or refuses them.
///
/// The build replays the corpus; `./mvnw test -Pfuzz -pl ottl -am` searches for ten minutes.
class OttlFuzzTest {
  private static final List<Program> PROGRAMS =
      List.of(
          new Program(
              Signal.TRACES,
              ContextName.SPAN,
              "set(span.attributes[\"a\"], span.name) where span.attributes[\"b\"][\"c\"] != 1",
              "set(resource.attributes[\"a\"], span.attributes)",
              "delete_key(span.attributes, \"b\")",
              "set(span.status.code, 2) where span.kind == 1 and scope.name != \"x\"",
              "set(span.trace_state[\"k\"], \"v\")",
              "set_semconv_span_name(\"1.40.0\", \"was\")",
              "set(span.name, \"root\") where IsRootSpan()"),
          new Program(
              Signal.TRACES,
              ContextName.SPANEVENT,
              "set(spanevent.attributes[\"a\"], span.name) where IsMatch(spanevent.name, \"a+b\")",
              "set(span.attributes[\"a\"], spanevent.attributes)",
              "replace_all_patterns(spanevent.attributes, \"value\", \"a\", \"b\")"),
          new Program(
              Signal.METRICS,
              ContextName.METRIC,
              "extract_percentile_metric(95.0) where not IsMatch(metric.name, \"_p95$\")",
              "convert_exponential_histogram_to_histogram(\"uniform\", [1.0, 10.0, 100.0])",
              "convert_summary_quantile_val_to_gauge() where metric.unit == \"s\"",
              "aggregate_on_attributes(\"sum\", [\"a\"])",
              "scale_metric(0.5)"),
          new Program(
              Signal.METRICS,
              ContextName.DATAPOINT,
              "set(datapoint.attributes[\"a\"], datapoint.count)",
              "merge_histogram_buckets(0.5)",
              "set(metric.unit, metric.name) where datapoint.value_int > 5",
              "set(datapoint.value_double, 1.5) where datapoint.positive.offset != 1"),
          new Program(
              Signal.LOGS,
              ContextName.LOG,
              "set(log.attributes[\"a\"], log.body) where IsMatch(log.body, \"(?i)x[a-z]+$\")",
              "merge_maps(log.attributes, ParseCEF(log.body), \"upsert\")",
              "set(log.attributes[\"l\"], ParseLEEF(log.body))",
              "set(log.attributes[\"c\"], ParseCLF(log.body, \"combined\"))",
              "set(log.attributes[\"e\"], ParseELF(log.body))",
              "set(log.body[\"k\"], ParseJSON(log.body.string))",
              "flatten(log.attributes)",
              "truncate_all(log.attributes, 3)"));

  /// Statements that run on the items of a context.
  private static final class Program {
    private final Signal signal;
    private final Slots slots = new Slots();
    private final Sequence sequence;

    Program(Signal signal, ContextName context, String... statements) {
      this.signal = signal;
      Functions functions =
          ContextFunctions.all(signal).getOrDefault(context, StandardFunctions.all());
      Compiler compiler = new Compiler(context, functions, true, slots);
      sequence =
          new Sequence(
              context,
              List.of(),
              Arrays.stream(statements).map(compiler::statement).toList(),
              ErrorMode.IGNORE,
              (failed, error) -> {});
    }

    void run(byte[] bytes) {
      Walk.over(signal, ByteRange.of(bytes), slots.newFrame(), sequence);
    }
  }

  @FuzzTest(maxDuration = "10m")
  void anyBytes(byte[] bytes) {
    for (Program program : PROGRAMS) {
      run(program, bytes);
    }
  }

  private static void run(Program program, byte[] bytes) {
    try {
      program.run(bytes);
    } catch (MalformedOtlpException refused) {
      // as it should
    }
  }
}
