/// State kept for each time series, bounded in number and age.
///
/// A series is what OpenTelemetry says it is: a resource, a scope, a metric's name, unit, kind,
/// temporality and monotonicity, and the attributes of a point in any order. It is looked up by a
/// 128-bit hash, and its identity is compared as well, so that two series never share a state.
///
/// [dev.weir.collector.helper.series.SeriesTable] is the state of a processor as one object. It may
/// outlive the processor that filled it and be handed to the next one.
///
/// ```java
/// try (SeriesCursor<Long> cursor = table.open()) {
///   cursor.resource(resource);
///   cursor.scope(scope);
///   cursor.metric(metric);
///   cursor.update(point.attributes(), before -> before == null ? 1 : before + 1);
///   ...
///   cursor.commit();
/// }
/// ```
@NullMarked
package dev.weir.collector.helper.series;

import org.jspecify.annotations.NullMarked;
