package dev.weir.store.query;

import java.util.List;

/// What [SeriesRequest] asks for.
///
/// @param cut whether there are more series or points than the limits
public record SeriesResult(List<Series> series, boolean cut) {}
