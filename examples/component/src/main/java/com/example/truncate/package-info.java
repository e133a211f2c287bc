/// Shortens long string values of attributes, so that one service that puts whole documents into
/// its spans or log records does not fill the store.
///
/// Data points are left alone: two series whose long values begin alike would become one.
///
/// ```yaml
/// processors:
///   truncate:
///     max_bytes: 1024
///     keys: [db.query.text, exception.stacktrace]
/// ```
@NullMarked
package com.example.truncate;

import org.jspecify.annotations.NullMarked;
