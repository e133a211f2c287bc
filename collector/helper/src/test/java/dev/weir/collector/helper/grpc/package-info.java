@NullMarked
package dev.weir.collector.helper.grpc;

import org.jspecify.annotations.NullMarked;
