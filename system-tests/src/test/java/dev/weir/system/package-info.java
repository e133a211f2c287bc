/// Whole programs over real sockets: the distribution as a user starts it, real clients, real
/// files.
@NullMarked
package dev.weir.system;

import org.jspecify.annotations.NullMarked;
