package dev.weir.collector.engine.config;

/// What the Go Collector's feature gates change about how configurations are read.
///
/// @param appendLists later configurations add to `service::extensions` and to the receivers and
///   exporters of a pipeline instead of replacing them (`confmap.enableMergeAppendOption`)
/// @param noPipelines a service may have extensions only (`service.AllowNoPipelines`)
public record LoadOptions(boolean appendLists, boolean noPipelines) {
  /// All gates as they are when nobody switches them.
  public static final LoadOptions DEFAULT = new LoadOptions(false, false);
}
