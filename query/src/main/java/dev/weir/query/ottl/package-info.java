/// Statements of the transformation language, tried on live items: [TryApi].
@NullMarked
package dev.weir.query.ottl;

import org.jspecify.annotations.NullMarked;
