/// Refuses data while memory is short, so that senders keep it and try again.
///
/// Place it first in every pipeline. It sets the limits of the whole process: receivers refuse by
/// them before they read a request, and this processor refuses what is already there, with a hint
/// when to come back. Measured are live heap, direct memory and telemetry that is held, not the
/// resident set. Percentages are of the container's memory, or of the machine's where there is no
/// container.
///
/// ```yaml
/// processors:
///   memory_limiter:
///     check_interval: 1s
///     limit_percentage: 80
///     spike_limit_percentage: 25
/// ```
@NullMarked
package dev.weir.collector.processors.memorylimiter;

import org.jspecify.annotations.NullMarked;
