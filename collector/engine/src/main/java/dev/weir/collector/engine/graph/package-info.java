/// Joins components to pipelines, as a configuration says, and runs them. Start with
/// [PipelineGraph]; [Topology] knows what leads where, [GraphBuilder] makes the instances.
@NullMarked
package dev.weir.collector.engine.graph;

import org.jspecify.annotations.NullMarked;
