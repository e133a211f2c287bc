package dev.weir.collector.helper;

import dev.weir.collector.api.Problems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Remembers what a validation says, one line each; warnings begin with `warning: `.
public final class ProblemList implements Problems {
  private final List<String> lines = new ArrayList<>();

  @Override
  public void add(String setting, @Nullable Object value, String expected) {
    lines.add(setting + ": " + value + " (expected: " + expected + ")");
  }

  @Override
  public void add(String setting, String sentence) {
    lines.add(setting.isEmpty() ? sentence : setting + ": " + sentence);
  }

  @Override
  public void warn(String setting, String sentence) {
    lines.add("warning: " + setting + ": " + sentence);
  }

  public List<String> lines() {
    return lines;
  }
}
