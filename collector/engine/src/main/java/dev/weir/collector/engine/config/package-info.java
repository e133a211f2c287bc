/// From the user's YAML to checked settings: [ConfigLoader] reads, [CollectorConfig] is what comes
/// out, and every [Problem] says where it stands and what would work.
///
/// Reading stands between the user and the first span, so on its way types are told apart by `if`:
/// a `switch` over types, a stream, or the `hashCode` that a record is given has to be linked when
/// it first runs, and no class data archive keeps that.
@NullMarked
package dev.weir.collector.engine.config;

import org.jspecify.annotations.NullMarked;
