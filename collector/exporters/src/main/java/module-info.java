/// The exporters that come with the collector. Each has a package of its own.
module dev.weir.collector.exporters {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
  requires dev.weir.collector.helper;
  requires dev.weir.otlp.json;

  provides dev.weir.collector.api.ExporterFactory with
      dev.weir.collector.exporters.debug.DebugFactory,
      dev.weir.collector.exporters.file.FileFactory,
      dev.weir.collector.exporters.nop.NopExporterFactory,
      dev.weir.collector.exporters.otlpgrpc.OtlpGrpcFactory,
      dev.weir.collector.exporters.otlphttp.OtlpHttpFactory;
}
