/// Attribute values outside the bytes: from a configuration ([ConfiguredValue]), as text
/// ([ValueText]), and compared ([ValueEquality]).
@NullMarked
package dev.weir.collector.helper.values;

import org.jspecify.annotations.NullMarked;
