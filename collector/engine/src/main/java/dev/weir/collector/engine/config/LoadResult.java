package dev.weir.collector.engine.config;

import java.util.List;
import java.util.Optional;

/// What came of reading a configuration.
///
/// @param config the settings; empty when there is an error
/// @param errors all of them, in the order of the text
/// @param warnings what works, but will surprise or has a newer form
/// @param places where the settings stand, for whoever finds problems later
public record LoadResult(
    Optional<CollectorConfig> config,
    List<Problem> errors,
    List<Problem> warnings,
    ConfigPlaces places) {}
