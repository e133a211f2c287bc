/// Metrics made of the items of each request: counted, or an attribute of them added up, by
/// resource and attributes. What the `count` and `sum` connectors share; start with
/// [dev.weir.collector.helper.tally.TallyConnector].
@NullMarked
package dev.weir.collector.helper.tally;

import org.jspecify.annotations.NullMarked;
