package dev.weir.query.ottl;

import dev.weir.collector.api.Problems;
import dev.weir.collector.helper.ottl.Group;
import dev.weir.collector.helper.ottl.Programs;
import dev.weir.otlp.Signal;
import dev.weir.ottl.compile.Slots;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.functions.ContextFunctions;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import dev.weir.query.volume.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The statements and conditions of a request, compiled as the `transform` processor does.
final class Statements {
  static final int MAX_TEXT = 4_000;

  final Signal signal;
  final List<String> statements;
  final List<String> conditions;
  final Slots slots = new Slots();
  final List<Problem> problems = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  private final @Nullable ContextName given;

  /// The result; null if there is nothing to run, or something is wrong.
  final Programs.@Nullable Compiled compiled;

  /// What is wrong with one text.
  ///
  /// @param list `statements` or `conditions`, or empty for all together
  /// @param line which one, from 0
  record Problem(String list, int line, String message) {}

  private Statements(Call call, Signal signal) {
    this.signal = signal;
    statements = lines(call, "statements");
    conditions = lines(call, "conditions");
    given = context(call, signal);
    compiled =
        statements.isEmpty() && conditions.isEmpty()
            ? null
            : new Programs(signal, ContextFunctions.all(signal), slots, new Noting())
                .compile(new Group("", given, null, conditions, statements, false));
  }

  static Statements of(Call call, Signal signal) {
    return new Statements(call, signal);
  }

  private static List<String> lines(Call call, String name) {
    String text = call.params().text(name, "");
    if (text.length() > MAX_TEXT) {
      throw Failure.parameter(name, text, "at most " + MAX_TEXT + " characters");
    }
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static @Nullable ContextName context(Call call, Signal signal) {
    String text = call.params().text("context");
    if (text == null) {
      return null;
    }
    ContextName context = ContextName.of(text);
    if (context == null || !context.isIn(signal)) {
      throw Failure.parameter("context", text, "one of " + String.join(", ", contexts(signal)));
    }
    return context;
  }

  static List<String> contexts(Signal signal) {
    return Stream.of(ContextName.values())
        .filter(context -> context.isIn(signal))
        .map(ContextName::text)
        .toList();
  }

  /// Writes what was understood.
  void write(Json json) {
    json.field("signal", signal.key());
    json.field("context", compiled == null ? null : compiled.context().text());
    json.name("contexts").texts(contexts(signal)).name("problems").beginList();
    for (Problem problem : problems) {
      json.begin().field("list", problem.list).field("line", problem.line);
      json.field("message", problem.message).end();
    }
    json.endList().name("warnings").texts(warnings).field("yaml", yaml());
  }

  /// A part of a configuration, to be pasted.
  private String yaml() {
    StringBuilder yaml = new StringBuilder("processors:\n  transform:\n    error_mode: ignore\n");
    yaml.append(
        switch (signal) {
          case TRACES -> "    trace_statements:\n";
          case LOGS -> "    log_statements:\n";
          default -> "    metric_statements:\n";
        });
    if (given == null && conditions.isEmpty()) {
      list(yaml, "      ", statements);
      return yaml.toString();
    }
    String lead = "      - ";
    if (given != null) {
      yaml.append(lead).append("context: ").append(given.text()).append('\n');
      lead = "        ";
    }
    if (!conditions.isEmpty()) {
      yaml.append(lead).append("conditions:\n");
      list(yaml, "          ", conditions);
      lead = "        ";
    }
    yaml.append(lead).append("statements:\n");
    list(yaml, "          ", statements);
    return yaml.toString();
  }

  private static void list(StringBuilder yaml, String indent, List<String> texts) {
    texts.forEach(text -> yaml.append(indent).append("- ").append(Yaml.text(text)).append('\n'));
  }

  /// Settings are `::statements::2`.
  private final class Noting implements Problems {
    @Override
    public void add(String setting, @Nullable Object value, String expected) {
      add(setting, value + " (expected: " + expected + ")");
    }

    @Override
    public void add(String setting, String sentence) {
      String[] parts = setting.split("::", -1);
      boolean isOne = parts.length == 3;
      problems.add(
          new Problem(isOne ? parts[1] : "", isOne ? Integer.parseInt(parts[2]) : 0, sentence));
    }

    @Override
    public void warn(String setting, String sentence) {
      warnings.add(sentence);
    }
  }
}
