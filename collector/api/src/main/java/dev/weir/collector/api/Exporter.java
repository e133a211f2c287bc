package dev.weir.collector.api;

/// The end of pipelines: delivers batches of one signal. Shared by all pipelines that name it.
public interface Exporter extends Component, Consumer {}
