/// The same requests and settings for this collector as for the Go Collector, whose answers stand
/// in files.
@NullMarked
package dev.weir.collector.app.compared;

import org.jspecify.annotations.NullMarked;
