package dev.weir.benchmarks.ottl;

import dev.weir.benchmarks.Payloads;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.Compiler;
import dev.weir.ottl.compile.Sequence;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.context.Visitor;
import dev.weir.ottl.context.Walk;
import dev.weir.ottl.functions.StandardFunctions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Conditions and statements on spans of 10 attributes and on log records, per item.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OttlBenchmark {
  private static final int ITEMS = 512;
  private static final int REQUESTS = 16;

  private final List<ByteRange> spans = new ArrayList<>();
  private final List<ByteRange> logs = new ArrayList<>();
  private int next;
  private Program condition = Program.none();
  private Program resourceCondition = Program.none();
  private Program set = Program.none();
  private Program setWhere = Program.none();
  private Program renameFour = Program.none();
  private Program severity = Program.none();

  @Setup
  public void setUp() {
    for (int i = 0; i < REQUESTS; i++) {
      spans.add(ByteRange.of(Payloads.request(Signal.TRACES, ITEMS, i)));
      logs.add(ByteRange.of(Payloads.request(Signal.LOGS, ITEMS, i)));
    }
    condition =
        Program.dropping(ContextName.SPAN, "attributes[\"http.response.status_code\"] == 12345");
    resourceCondition =
        Program.dropping(ContextName.SPAN, "resource.attributes[\"service.name\"] == \"nobody\"");
    severity = Program.dropping(ContextName.LOG, "severity_number < 0");
    set = Program.of(ContextName.SPAN, "set(attributes[\"env\"], \"production\")");
    setWhere =
        Program.of(
            ContextName.SPAN,
            "set(attributes[\"env\"], \"production\") where"
                + " attributes[\"http.response.status_code\"] == 500");
    renameFour =
        Program.of(
            ContextName.LOG,
            "set(attributes[\"a\"], attributes[\"thread.name\"])",
            "delete_key(attributes, \"thread.name\")",
            "set(attributes[\"b\"], attributes[\"code.function.name\"])",
            "delete_key(attributes, \"code.function.name\")");
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange conditionOnAnAttribute() {
    return run(Signal.TRACES, spans, condition);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange conditionOnTheResource() {
    return run(Signal.TRACES, spans, resourceCondition);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange conditionOnTheSeverity() {
    return run(Signal.LOGS, logs, severity);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange setOnEverySpan() {
    return run(Signal.TRACES, spans, set);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange setWhereStatusIs500() {
    return run(Signal.TRACES, spans, setWhere);
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public ByteRange renameOnEveryRecord() {
    return run(Signal.LOGS, logs, renameFour);
  }

  private ByteRange run(Signal signal, List<ByteRange> requests, Program program) {
    return Walk.over(signal, requests.get(next++ % REQUESTS), program.frame(), program.visitor())
        .bytes();
  }

  /// Something that runs, and the frame for it.
  private record Program(Visitor visitor, Frame frame) {
    static Program none() {
      return of(ContextName.RESOURCE);
    }

    static Program of(ContextName context, String... statements) {
      Slots slots = new Slots();
      Compiler compiler = new Compiler(context, StandardFunctions.all(), false, slots);
      Sequence sequence =
          new Sequence(
              context,
              List.of(),
              Arrays.stream(statements).map(compiler::statement).toList(),
              ErrorMode.PROPAGATE,
              (text, error) -> {});
      return new Program(sequence, slots.newFrame());
    }

    static Program dropping(ContextName context, String text) {
      Slots slots = new Slots();
      CompiledCondition condition =
          new Compiler(context, StandardFunctions.all(), false, slots).condition(text);
      Visitor visitor =
          new Visitor() {
            @Override
            public boolean visits(ContextName visited) {
              return visited == context;
            }

            @Override
            public boolean visit(ContextName visited, Frame frame) {
              return !condition.test(frame);
            }

            @Override
            public boolean drops() {
              return true;
            }
          };
      return new Program(visitor, slots.newFrame());
    }
  }
}
