/// Views of traces. Start with [TracesView], or with [SpanView] for one span.
@NullMarked
package dev.weir.otlp.trace;

import org.jspecify.annotations.NullMarked;
