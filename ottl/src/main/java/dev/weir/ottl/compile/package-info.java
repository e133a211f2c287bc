/// From syntax trees to what runs: [dev.weir.ottl.compile.Compiler] resolves names and checks
/// arguments, and makes one small object for each node. Start there.
@NullMarked
package dev.weir.ottl.compile;

import org.jspecify.annotations.NullMarked;
