package dev.weir.collector.api;

/// A step of one pipeline. Hands what it makes of a batch to the `next` consumer it was made with,
/// and lets a refusal of `next` through unless it holds the batch itself.
public interface Processor extends Component, Consumer {}
