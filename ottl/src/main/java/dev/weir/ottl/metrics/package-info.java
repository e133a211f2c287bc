/// The functions that change whole metrics: kinds, names, values, points. They are those of the
/// `transform` processor; [dev.weir.ottl.metrics.MetricFunctions] lists them. The doc comment of a
/// function is its documentation for users.
@NullMarked
package dev.weir.ottl.metrics;

import org.jspecify.annotations.NullMarked;
