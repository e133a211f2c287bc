/// What components that compute with metrics share: histograms as values, which are added to and
/// taken from each other, and handing on requests that were edited.
@NullMarked
package dev.weir.collector.helper.metrics;

import org.jspecify.annotations.NullMarked;
