/// Times and durations as text: the directives of [dev.weir.ottl.time.TimeFormat], and durations
/// such as `1h30m`.
@NullMarked
package dev.weir.ottl.time;

import org.jspecify.annotations.NullMarked;
