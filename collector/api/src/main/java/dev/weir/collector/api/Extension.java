package dev.weir.collector.api;

/// Serves the collector as a whole, outside the pipelines: health checks, storage, authentication.
/// An extension that others use implements the interface that they ask [ComponentContext#extension]
/// for.
public interface Extension extends Component {}
