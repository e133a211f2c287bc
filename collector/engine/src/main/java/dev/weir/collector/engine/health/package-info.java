/// How the collector is: [HealthBoard] keeps what its components report.
@NullMarked
package dev.weir.collector.engine.health;

import org.jspecify.annotations.NullMarked;
