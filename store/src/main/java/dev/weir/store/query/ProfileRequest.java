package dev.weir.store.query;

import dev.weir.otlp.Signal;
import java.time.Duration;

/// Asks which attribute values the items that pass a filter have: two of these, side by side, say
/// what is different between two groups.
///
/// @param sample how many items to look at; which ones is left to chance, but the same request over
///   the same data looks at the same
/// @param valuesPerKey how many values of each key to return, the most frequent first
public record ProfileRequest(
    Signal signal, TimeRange range, Expr filter, int sample, int valuesPerKey, Duration timeout) {}
