/// The collector's own log: [Logs] makes the logs of components, [LogWriter] writes their lines.
@NullMarked
package dev.weir.collector.engine.logs;

import org.jspecify.annotations.NullMarked;
