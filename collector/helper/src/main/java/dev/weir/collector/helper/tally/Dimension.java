package dev.weir.collector.helper.tally;

import dev.weir.otlp.common.EncodedValue;
import org.jspecify.annotations.Nullable;

/// An attribute by whose values a tally is split.
///
/// @param key in UTF-8
/// @param defaultValue for items without it; null to leave those out
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Dimension(byte[] key, @Nullable EncodedValue defaultValue) {}
