/// Extensions, one package each.
module dev.weir.collector.extensions {
  requires transitive dev.weir.collector.api;
  requires transitive dev.weir.collector.helper;
  requires static transitive org.jspecify;

  exports dev.weir.collector.extensions.healthcheck;

  provides dev.weir.collector.api.ExtensionFactory with
      dev.weir.collector.extensions.healthcheck.HealthCheckFactory;
}
