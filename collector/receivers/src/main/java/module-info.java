/// The receivers that come with the collector. Each has a package of its own.
module dev.weir.collector.receivers {
  requires transitive dev.weir.collector.api;
  requires dev.weir.collector.helper;
  requires dev.weir.otlp.json;
  requires static transitive org.jspecify;

  provides dev.weir.collector.api.ReceiverFactory with
      dev.weir.collector.receivers.nop.NopReceiverFactory,
      dev.weir.collector.receivers.otlp.OtlpReceiverFactory;
}
