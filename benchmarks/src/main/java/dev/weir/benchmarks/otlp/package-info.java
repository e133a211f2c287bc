/// JMH benchmarks of the hot paths over OTLP bytes. Run them with `benchmarks/jmh.sh NAME`.
@NullMarked
package dev.weir.benchmarks.otlp;

import org.jspecify.annotations.NullMarked;
