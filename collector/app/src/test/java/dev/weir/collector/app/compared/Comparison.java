package dev.weir.collector.app.compared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the Go Collector made of requests with one component, under many settings.
///
/// @param unordered whether the order of what came out means nothing
record Comparison(boolean unordered, List<Case> cases) {

  /// One component between an OTLP receiver and file exporters.
  ///
  /// @param kind `processors` or `connectors`
  /// @param from the signal that is sent
  /// @param settings the component's, as JSON, in which `c@` in the names of pipelines stands for
  ///   the case
  /// @param sent in their order
  /// @param outputs what each pipeline gave, as JSON; a pipeline is a signal, or a signal and a
  ///   name
  /// @param differs why ours are not the same, or empty
  record Case(
      String name,
      String kind,
      String type,
      String from,
      String settings,
      List<Sent> sent,
      Map<String, List<String>> outputs,
      String differs) {}

  /// A request.
  ///
  /// @param isTaken whether the answer was a yes
  record Sent(String json, boolean isTaken, Map<String, String> headers) {}

  /// Reads a file beside this class, with a line for each thing:
  ///
  ///     unordered
  ///     in NAME REQUEST
  ///     case NAME KIND TYPE FROM PIPELINES
  ///     config SETTINGS
  ///     send NAME STATUS HEADER=VALUE …
  ///     out PIPELINE REQUEST
  ///     differs REASON
  ///     ours PIPELINE REQUEST
  ///
  /// A case with `differs` expects what its lines `ours` say instead of `out`.
  static Comparison of(String file) throws IOException {
    var reading = new Reading();
    var stream = Objects.requireNonNull(Comparison.class.getResourceAsStream(file), file);
    try (var reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
      reader.lines().forEach(reading::line);
    }
    reading.endCase();
    return new Comparison(reading.unordered, reading.cases);
  }

  private static final class Reading {
    final Map<String, String> inputs = new HashMap<>();
    final List<Case> cases = new ArrayList<>();
    boolean unordered;
    private String[] head = {};
    private String settings = "";
    private String differs = "";
    private List<Sent> sent = new ArrayList<>();
    private Map<String, List<String>> outputs = new LinkedHashMap<>();

    void line(String line) {
      String rest = line.substring(line.indexOf(' ') + 1);
      switch (line.split(" ", 2)[0]) {
        case "unordered" -> unordered = true;
        case "in" -> inputs.put(first(rest), second(rest));
        case "case" -> begin(rest);
        case "config" -> settings = rest;
        case "send" -> send(rest.split(" ", -1));
        case "out", "ours" -> output(first(rest), second(rest));
        case "differs" -> {
          differs = rest;
          outputs.values().forEach(List::clear);
        }
        default -> {}
      }
    }

    private void begin(String line) {
      endCase();
      head = line.split(" ", -1);
      differs = "";
      sent = new ArrayList<>();
      outputs = new LinkedHashMap<>();
      for (String pipeline : head[4].split(",", -1)) {
        outputs.put(pipeline, new ArrayList<>());
      }
    }

    void endCase() {
      if (head.length > 0) {
        cases.add(new Case(head[0], head[1], head[2], head[3], settings, sent, outputs, differs));
      }
    }

    private void send(String[] words) {
      Map<String, String> headers = new HashMap<>();
      for (int i = 2; i < words.length; i++) {
        headers.put(first(words[i].replace('=', ' ')), second(words[i].replace('=', ' ')));
      }
      String json = Objects.requireNonNull(inputs.get(words[0]), words[0]);
      sent.add(new Sent(json, words[1].startsWith("2"), headers));
    }

    private void output(String pipeline, String json) {
      Objects.requireNonNull(outputs.get(pipeline), pipeline).add(json);
    }

    private static String first(String line) {
      return line.substring(0, line.indexOf(' '));
    }

    private static String second(String line) {
      return line.substring(line.indexOf(' ') + 1);
    }
  }
}
