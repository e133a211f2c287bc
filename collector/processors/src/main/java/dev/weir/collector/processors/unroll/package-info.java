/// Makes of each log record whose body is a list a record for each element, in its place, with its
/// time, severity, attributes and ids. Other records stay as they are.
///
/// With `recursive: true` (default false) lists within lists are unrolled, too. An element without
/// a value becomes an empty text. A record whose list is empty goes, and is counted in
/// `otelcol_dropped_items` with the reason `empty_list`.
///
/// ```yaml
/// processors:
///   unroll:
///     recursive: true
/// ```
@NullMarked
package dev.weir.collector.processors.unroll;

import org.jspecify.annotations.NullMarked;
