/// How much telemetry there is and of what, and what rules would save. [VolumeApi] counts what is
/// stored, [TrialApi] runs a processor over live items.
@NullMarked
package dev.weir.query.volume;

import org.jspecify.annotations.NullMarked;
