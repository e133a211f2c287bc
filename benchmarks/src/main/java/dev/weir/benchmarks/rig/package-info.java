/// Whole-process comparison: one collector beside another, under the same load, in one run.
///
/// Start with [Compare], which runs a named [Scenario] against Weir and a peer's binary in
/// alternating windows and prints what each cost.
@NullMarked
package dev.weir.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
