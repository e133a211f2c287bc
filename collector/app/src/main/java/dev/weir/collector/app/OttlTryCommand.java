package dev.weir.collector.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.Signal;
import dev.weir.otlp.json.OtlpJsonReader;
import dev.weir.otlp.json.OtlpJsonWriter;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.ottl.ErrorMode;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.Compiler;
import dev.weir.ottl.compile.ContextInference;
import dev.weir.ottl.compile.Sequence;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.compile.Statement;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Walk;
import dev.weir.ottl.function.Functions;
import dev.weir.ottl.functions.ContextFunctions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weir ottl try`: runs statements on a request in OTLP JSON and prints what comes of it.
@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    description = {
      "Runs statements on a request in OTLP JSON, and prints the request as they leave it.",
      "",
      "  weir ottl try --context span 'set(attributes[\"x\"], 1) where name == \"GET\"' < spans.json"
    })
final class OttlTryCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--context",
      paramLabel = "CONTEXT",
      description =
          "What the statements run on: resource, scope, span, spanevent, metric, datapoint, log or"
              + " profile. Without it, paths begin with their context.")
  @Nullable String context;

  @Option(
      names = "--condition",
      paramLabel = "CONDITION",
      description = "Run only on items for which this is true; one of several suffices.")
  List<String> conditions = List.of();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Read this file instead of the standard input.")
  @Nullable Path file;

  @Parameters(paramLabel = "STATEMENT", arity = "1..*", description = "Statements, run in order.")
  List<String> statements = List.of();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    for (String text : requests(read())) {
      out.println(transformed(text));
    }
    out.flush();
    return ExitCode.OK;
  }

  private String read() throws IOException {
    Path given = file;
    if (given != null) {
      return Files.readString(given);
    }
    try (InputStream in = System.in) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /// One request, or one on each line as the file exporter writes them.
  private static List<String> requests(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    boolean areRequests = lines.stream().allMatch(line -> signal(line) != null);
    return areRequests && !lines.isEmpty() ? lines : List.of(text);
  }

  private String transformed(String text) throws IOException {
    Signal signal = signal(text);
    if (signal == null) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "no OTLP JSON (expected: an object with resourceSpans, resourceMetrics, resourceLogs or"
              + " resourceProfiles)");
    }
    ByteRange request = OtlpJsonReader.read(signal, text.getBytes(UTF_8)).range();
    Slots slots = new Slots();
    Sequence sequence = compiled(signal, slots);
    ByteRange result = Walk.over(signal, request, slots.newFrame(), sequence).bytes();
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    OtlpJsonWriter.write(signal, result, json);
    return json.toString(UTF_8);
  }

  private Sequence compiled(Signal signal, Slots slots) {
    PrintWriter err = spec.commandLine().getErr();
    List<String> problems = new ArrayList<>();
    ContextName on = contextOf(signal);
    Functions functions = ContextFunctions.all(signal).getOrDefault(on, Functions.of());
    Compiler compiler = new Compiler(on, functions, context == null, slots);
    List<CompiledCondition> tests = new ArrayList<>();
    for (String text : conditions) {
      collect(problems, () -> tests.add(compiler.condition(text)));
    }
    List<Statement> programs = new ArrayList<>();
    for (String text : statements) {
      collect(problems, () -> programs.add(compiler.statement(text)));
    }
    if (!problems.isEmpty()) {
      throw new CommandFailed(ExitCode.CONFIGURATION, String.join("\n", problems));
    }
    compiler.warnings().forEach(warning -> err.println("warning: " + warning));
    return new Sequence(
        on,
        tests,
        programs,
        ErrorMode.IGNORE,
        (text, error) -> err.println("failed: " + error.getMessage() + "\n    " + text));
  }

  private static void collect(List<String> problems, Runnable compile) {
    try {
      compile.run();
    } catch (OttlException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  private ContextName contextOf(Signal signal) {
    Map<ContextName, Functions> candidates = ContextFunctions.all(signal);
    String given = context;
    if (given == null) {
      try {
        return new ContextInference(candidates).infer(statements, conditions);
      } catch (OttlException e) {
        throw new CommandFailed(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
      }
    }
    ContextName named = ContextName.of(given);
    if (named == null || !candidates.containsKey(named)) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "--context "
              + given
              + " (expected: one of "
              + String.join(", ", candidates.keySet().stream().map(ContextName::text).toList())
              + ")");
    }
    return named;
  }

  private static @Nullable Signal signal(String text) {
    Signal first = null;
    int least = Integer.MAX_VALUE;
    for (Signal signal : Signal.values()) {
      int at = text.indexOf(key(signal));
      if (at >= 0 && at < least) {
        least = at;
        first = signal;
      }
    }
    return first;
  }

  private static String key(Signal signal) {
    return switch (signal) {
      case TRACES -> "\"resourceSpans\"";
      case METRICS -> "\"resourceMetrics\"";
      case LOGS -> "\"resourceLogs\"";
      case PROFILES -> "\"resourceProfiles\"";
    };
  }
}
