/// The connectors that come with the collector. Each has a package of its own.
module dev.weir.collector.connectors {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
  requires dev.weir.collector.helper;
  requires dev.weir.ottl;

  provides dev.weir.collector.api.ConnectorFactory with
      dev.weir.collector.connectors.count.CountFactory,
      dev.weir.collector.connectors.exceptions.ExceptionsFactory,
      dev.weir.collector.connectors.forward.ForwardFactory,
      dev.weir.collector.connectors.routing.RoutingFactory,
      dev.weir.collector.connectors.signaltometrics.SignalToMetricsFactory,
      dev.weir.collector.connectors.sum.SumFactory;
}
