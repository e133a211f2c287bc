/// From the user's YAML to checked settings: [ConfigLoader] reads, [CollectorConfig] is what comes
/// out, and every [Problem] says where it stands and what would work.
@NullMarked
package dev.weir.collector.engine.config;

import org.jspecify.annotations.NullMarked;
