package dev.weir.store.query;

import java.util.List;

/// What [SearchRequest] asks for.
///
/// @param cut whether there are more than the limit
public record Rows(List<Row> rows, boolean cut) {}
