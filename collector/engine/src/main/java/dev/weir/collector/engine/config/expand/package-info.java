/// Where configuration comes from, and what `${...}` in it stands for.
@NullMarked
package dev.weir.collector.engine.config.expand;

import org.jspecify.annotations.NullMarked;
