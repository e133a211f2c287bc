package dev.weir.store.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of one group in one step of time.
///
/// @param keys what the group keys yield, in their order; null where missing
/// @param time when the step begins, or the start of the range
/// @param values one number for each measure, null where no item has a value; a histogram has the
///   number of its values here
/// @param histogram how many values lie in each bucket; empty without a histogram
public record Group(
    List<@Nullable Value> keys, long time, List<@Nullable Double> values, List<Long> histogram) {}
