package dev.weir.collector.engine.config;

import dev.weir.collector.engine.config.yaml.Position;
import dev.weir.collector.engine.config.yaml.YamlException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects the problems of one configuration. Not thread safe.
public final class ProblemLog {
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> suspects = new HashSet<>();

  public void add(Problem problem) {
    problems.add(problem);
    if (problem.severity() == Problem.Severity.ERROR) {
      suspects.add(problem.path());
    }
  }

  /// Says that the value at a path is not what the user meant, so that nothing else needs to be
  /// said about it.
  public void suspect(String path) {
    suspects.add(path);
  }

  /// Whether there is an error at that path already, or one that leads to others.
  public boolean isSuspect(String path) {
    return suspects.contains(path);
  }

  public void add(YamlException e) {
    for (YamlException.Fault fault : e.faults()) {
      add(Problem.error(fault.position(), "", fault.message()).suggestion(fault.hint()));
    }
  }

  public boolean hasErrors() {
    for (Problem problem : problems) {
      if (problem.severity() == Problem.Severity.ERROR) {
        return true;
      }
    }
    return false;
  }

  public List<Problem> errors() {
    return sorted(Problem.Severity.ERROR);
  }

  public List<Problem> warnings() {
    return sorted(Problem.Severity.WARNING);
  }

  /// In the order of the texts, as far as they have one.
  private List<Problem> sorted(Problem.Severity severity) {
    Map<String, Integer> sources = new HashMap<>();
    List<Problem> result = new ArrayList<>();
    for (Problem problem : problems) {
      sources.putIfAbsent(problem.file(), sources.size());
      if (problem.severity() == severity) {
        result.add(problem);
      }
    }
    if (result.size() < 2) {
      return result;
    }
    result.sort(
        Comparator.comparing(
            Problem::position,
            Comparator.<Position>comparingInt(p -> sources.get(p.source().name()))
                .thenComparingInt(Position::line)
                .thenComparingInt(Position::column)));
    return result;
  }
}
