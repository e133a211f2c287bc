/// Makes settings, which are records, of YAML values, strictly and with all problems at once.
/// [Binder] is where to start.
@NullMarked
package dev.weir.collector.engine.config.bind;

import org.jspecify.annotations.NullMarked;
