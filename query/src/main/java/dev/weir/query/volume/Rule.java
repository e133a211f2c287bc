package dev.weir.query.volume;

import dev.weir.otlp.Signal;
import dev.weir.query.http.Call;
import dev.weir.query.http.Failure;
import dev.weir.query.http.Json;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rule that a request asks about, as settings of a processor.
///
/// @param type of the processor
/// @param settings its section, with nothing to be expanded
/// @param yaml a part of a configuration, to be pasted
record Rule(String type, String settings, String yaml) {
  private static final int MAX_TEXT = 4_000;
  private static final Set<String> MODES = Set.of("hash_seed", "proportional", "equalizing");

  static Rule of(Call call, Signal signal) {
    String kind = call.params().text("kind", "filter");
    return switch (kind) {
      case "filter" ->
          filter(signal, call.params().text("context"), lines(call, "conditions", MAX_TEXT));
      case "sampling" -> sampling(call, signal);
      default -> throw Failure.parameter("kind", kind, "filter or sampling");
    };
  }

  /// The lines of a parameter, without empty ones.
  static List<String> lines(Call call, String name, int most) {
    String text = call.params().required(name, "one or more, one a line");
    if (text.length() > most) {
      throw Failure.parameter(name, text, "at most " + most + " characters");
    }
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static Rule filter(Signal signal, @Nullable String context, List<String> conditions) {
    String section =
        switch (signal) {
          case TRACES -> "trace_conditions";
          case LOGS -> "log_conditions";
          default -> "metric_conditions";
        };
    Json json = new Json().begin().field("error_mode", "ignore").name(section).beginList();
    StringBuilder yaml = new StringBuilder("processors:\n  filter:\n    error_mode: ignore\n    ");
    yaml.append(section).append(":\n");
    if (context == null) {
      conditions.forEach(json::text);
      list(yaml, "      ", conditions);
    } else {
      json.begin().field("context", context).name("conditions").texts(conditions).end();
      yaml.append("      - context: ").append(Yaml.text(context)).append("\n        conditions:\n");
      list(yaml, "          ", conditions);
    }
    return new Rule("filter", json.endList().end().toString(), yaml.toString());
  }

  private static void list(StringBuilder yaml, String indent, List<String> texts) {
    texts.forEach(text -> yaml.append(indent).append("- ").append(Yaml.text(text)).append('\n'));
  }

  private static Rule sampling(Call call, Signal signal) {
    if (signal == Signal.METRICS) {
      throw Failure.parameter("signal", signal.key(), "traces or logs, which can be sampled");
    }
    String text = call.params().required("percentage", "0 to 100");
    double percentage;
    try {
      percentage = Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw Failure.parameter("percentage", text, "0 to 100");
    }
    if (!(percentage >= 0 && percentage <= 100)) {
      throw Failure.parameter("percentage", text, "0 to 100");
    }
    String mode = call.params().text("mode", "hash_seed");
    if (!MODES.contains(mode)) {
      throw Failure.parameter("mode", mode, "hash_seed, proportional or equalizing");
    }
    String number = new Json().number(percentage).toString();
    return new Rule(
        "probabilistic_sampler",
        "{\"mode\":\"" + mode + "\",\"sampling_percentage\":" + number + "}",
        "processors:\n  probabilistic_sampler:\n    mode: %s\n    sampling_percentage: %s\n"
            .formatted(mode, number));
  }
}
