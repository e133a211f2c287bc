package dev.weir.store.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An item that was found.
///
/// @param time see [Intrinsic#TIME]
/// @param values what the selected expressions yield, in their order; null where missing
public record Row(ItemRef ref, long time, List<@Nullable Value> values) {}
