/// What configurations of earlier years wrote differently. [Rules] is the list; [Migration] applies
/// it to a configuration that is read, or to the text of one.
@NullMarked
package dev.weir.collector.engine.config.migrate;

import org.jspecify.annotations.NullMarked;
