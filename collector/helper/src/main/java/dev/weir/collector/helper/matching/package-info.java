/// The `include` and `exclude` sections that several processors share: which spans, metrics and log
/// records a processor works on.
///
/// [MatchConfig] is what the user writes, [Selection] what a processor asks. Lists of names match
/// when one of them does; everything else that is given has to match.
@NullMarked
package dev.weir.collector.helper.matching;

import org.jspecify.annotations.NullMarked;
