package dev.weir.store.query;

import java.util.List;

/// What [TraceSearchRequest] asks for.
///
/// @param cut whether there are more than the limit
public record TraceMatches(List<TraceMatch> traces, boolean cut) {}
