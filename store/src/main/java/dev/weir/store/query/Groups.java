package dev.weir.store.query;

import java.util.List;

/// What [AggregateRequest] asks for: groups with the most items first, each in ascending time;
/// steps without items are left out.
///
/// @param cut whether there are more groups than the limit
public record Groups(List<Group> groups, boolean cut) {}
