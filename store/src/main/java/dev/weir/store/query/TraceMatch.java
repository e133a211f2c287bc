package dev.weir.store.query;

import java.util.List;

/// A trace that was found.
///
/// @param matched how many of its spans pass the filter
/// @param spans the first of these
public record TraceMatch(TraceSummary summary, long matched, List<Row> spans) {}
