/// The JSON Schema of configurations, for editors.
@NullMarked
package dev.weir.collector.engine.config.schema;

import org.jspecify.annotations.NullMarked;
