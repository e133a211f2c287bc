package dev.weir.collector.helper.tally;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A metric that is made of items.
///
/// @param conditions of which an item has to fulfil one; empty for all items
/// @param source the attribute whose numbers are added up, in UTF-8; null to count items
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TallySpec(
    ItemKind kind,
    String name,
    String description,
    List<String> conditions,
    List<Dimension> dimensions,
    byte @Nullable [] source) {}
