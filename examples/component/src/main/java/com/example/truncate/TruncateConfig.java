package com.example.truncate;

import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import java.util.List;

/// What the user writes under `truncate:`. The record's components are the keys, in snake case.
///
/// @param maxBytes the length that remains of a value, in bytes of UTF-8
/// @param keys the attributes to look at; all when empty
public record TruncateConfig(int maxBytes, List<String> keys) implements ComponentConfig {

  /// Called after the values were read and had the right types. Every problem is reported, with the
  /// setting in the user's spelling, what stands there, and what would work.
  @Override
  public void validate(Problems problems) {
    if (maxBytes < 1) {
      problems.add("max_bytes", maxBytes, "1 or more");
    }
  }
}
