/// What the tests of several processors share.
@NullMarked
package dev.weir.collector.processors;

import org.jspecify.annotations.NullMarked;
