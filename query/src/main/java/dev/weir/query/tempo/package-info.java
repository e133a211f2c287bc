/// The HTTP routes of Grafana Tempo, under `/tempo`, so that Grafana's data source and Tempo's
/// command line ask Weir as they would ask Tempo.
@NullMarked
package dev.weir.query.tempo;

import org.jspecify.annotations.NullMarked;
