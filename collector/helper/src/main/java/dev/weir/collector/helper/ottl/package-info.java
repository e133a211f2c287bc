/// What processors and connectors that run OTTL share: reading lists of statements and conditions
/// from settings, reporting what fails, frames to run in.
@NullMarked
package dev.weir.collector.helper.ottl;

import org.jspecify.annotations.NullMarked;
