package dev.weir.collector.engine.config.yaml;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/// Says what is wrong with a text that is not YAML, and what to look for.
final class SyntaxFault {

  private SyntaxFault() {}

  static YamlException of(Source source, MarkedYamlEngineException e) {
    Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
    Position position =
        mark == null
            ? new Position(source, 0, 0)
            : new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
    String problem = String.valueOf(e.getProblem());
    String context = e.getContext() == null ? "" : " " + e.getContext();
    if (startsWithTab(source.line(position.line()))) {
      return new YamlException(
          position, "the line starts with a tab", "indent with spaces; YAML allows no tabs there");
    }
    return new YamlException(position, "is not YAML: " + problem + context, hint(problem));
  }

  /// The index of the tab that a fault is about, when it stands behind something in its line; or
  /// -1.
  static int tabBetween(String text, MarkedYamlEngineException e) {
    Mark mark = e.getProblemMark().orElse(null);
    if (mark == null || mark.getIndex() >= text.codePointCount(0, text.length())) {
      return -1;
    }
    int at = text.offsetByCodePoints(0, mark.getIndex());
    String before = text.substring(text.lastIndexOf('\n', at - 1) + 1, at);
    return text.charAt(at) == '\t' && !before.isBlank() ? at : -1;
  }

  static YamlException of(Source source, ReaderException e) {
    int line = 1;
    int column = 1;
    String text = source.text();
    int end =
        text.offsetByCodePoints(
            0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
    for (int i = 0; i < end; i++) {
      column++;
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      }
    }
    return new YamlException(
        new Position(source, line, column),
        String.format("control characters are not allowed: U+%04X", e.getCodePoint()),
        null);
  }

  private static boolean startsWithTab(String line) {
    String indent = line.substring(0, line.length() - line.stripLeading().length());
    return indent.indexOf('\t') >= 0;
  }

  private static @Nullable String hint(String problem) {
    if (problem.startsWith("mapping values are not allowed")) {
      return "a value that contains \": \" must stand in quotes; or is the indentation off?";
    }
    if (problem.contains("expected <block end>")) {
      return "does the line stand as far to the right as the others of its section?";
    }
    if (problem.contains("expected ',' or")) {
      return "is a bracket not closed, or a comma missing? ${...} in brackets must stand in quotes";
    }
    if (problem.contains("cannot start any token")) {
      return "a value that starts with @, ` or % must stand in quotes";
    }
    return null;
  }
}
