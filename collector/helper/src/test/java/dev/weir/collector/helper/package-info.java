/// What the tests of several packages share.
@NullMarked
package dev.weir.collector.helper;

import org.jspecify.annotations.NullMarked;
