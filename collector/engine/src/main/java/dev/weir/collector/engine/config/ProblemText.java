package dev.weir.collector.engine.config;

/// Lays a problem out for a terminal:
///
///     collector.yaml:7:5: error: exporters::otlp: unknown key: endpont
///        7 |     endpont: backend:4317
///          |     ^
///       did you mean "endpoint"?
final class ProblemText {
  private static final int MAX_LINE = 160;

  private ProblemText() {}

  static String of(Problem problem) {
    var out = new StringBuilder();
    String place = problem.position().toString();
    if (!place.isEmpty()) {
      out.append(place).append(": ");
    }
    out.append(problem.severity() == Problem.Severity.ERROR ? "error: " : "warning: ");
    out.append(problem.sentence());
    appendLine(out, problem);
    if (problem.suggestion() != null) {
      out.append("\n  ").append(problem.suggestion());
    }
    return out.toString();
  }

  private static void appendLine(StringBuilder out, Problem problem) {
    String line = problem.line() == 0 ? "" : problem.position().source().line(problem.line());
    int column = problem.column();
    if (line.isBlank() || line.length() > MAX_LINE || column > line.length()) {
      return;
    }
    String number = String.format("%6d", problem.line());
    out.append('\n').append(number).append(" | ").append(line);
    out.append('\n').append(" ".repeat(number.length())).append(" | ");
    for (int i = 0; i < column - 1; i++) {
      out.append(line.charAt(i) == '\t' ? '\t' : ' ');
    }
    out.append('^');
  }
}
