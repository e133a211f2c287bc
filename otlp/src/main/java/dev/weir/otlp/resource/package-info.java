/// The thing that telemetry comes from: [ResourceView].
@NullMarked
package dev.weir.otlp.resource;

import org.jspecify.annotations.NullMarked;
