/// What the collector measures of itself. [MetricRegistry] holds it, [PrometheusServer] serves it.
@NullMarked
package dev.weir.collector.engine.telemetry;

import org.jspecify.annotations.NullMarked;
