package dev.weir.collector.api;

/// The end of some pipelines and the beginning of others.
public interface Connector extends Component, Consumer {}
