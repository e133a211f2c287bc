package dev.weir.collector.connectors.routing;

import dev.weir.collector.api.Batch;
import dev.weir.ottl.compile.CompiledCondition;
import dev.weir.ottl.compile.Statement;
import dev.weir.ottl.context.ContextName;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a route takes: whole requests, or the items of a context.
///
/// @param request takes a whole request, or null
/// @param context the items otherwise
/// @param condition the items for which it is true, or null
/// @param statement the items on which it runs, if there is no condition
record Matcher(
    @Nullable Predicate<Batch> request,
    ContextName context,
    @Nullable CompiledCondition condition,
    @Nullable Statement statement) {}
