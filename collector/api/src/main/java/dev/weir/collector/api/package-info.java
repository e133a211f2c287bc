/// What a component implements and what it is given; small enough to read in an hour.
///
/// Start with [Consumer] and [Batch], the two ends of every call. Then [Component] for the life of
/// a component, [ComponentFactory] and its five kinds for how one is made, and [ComponentContext]
/// for what it is given.
@NullMarked
package dev.weir.collector.api;

import org.jspecify.annotations.NullMarked;
