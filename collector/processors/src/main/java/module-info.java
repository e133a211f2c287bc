/// The processors that come with the collector. Each has a package of its own.
module dev.weir.collector.processors {
  requires transitive dev.weir.collector.api;
  requires static transitive org.jspecify;
  requires dev.weir.collector.helper;
  requires dev.weir.ottl;
  requires re2j;

  provides dev.weir.collector.api.ProcessorFactory with
      dev.weir.collector.processors.attributes.AttributesFactory,
      dev.weir.collector.processors.batch.BatchFactory,
      dev.weir.collector.processors.cumulativetodelta.CumulativeToDeltaFactory,
      dev.weir.collector.processors.deltatocumulative.DeltaToCumulativeFactory,
      dev.weir.collector.processors.deltatorate.DeltaToRateFactory,
      dev.weir.collector.processors.filter.FilterFactory,
      dev.weir.collector.processors.groupbyattrs.GroupByAttrsFactory,
      dev.weir.collector.processors.logdedup.LogDedupFactory,
      dev.weir.collector.processors.memorylimiter.MemoryLimiterFactory,
      dev.weir.collector.processors.metricsgeneration.MetricsGenerationFactory,
      dev.weir.collector.processors.metricstransform.MetricsTransformFactory,
      dev.weir.collector.processors.probabilisticsampler.ProbabilisticSamplerFactory,
      dev.weir.collector.processors.redaction.RedactionFactory,
      dev.weir.collector.processors.resource.ResourceFactory,
      dev.weir.collector.processors.resourcedetection.ResourceDetectionFactory,
      dev.weir.collector.processors.schema.SchemaFactory,
      dev.weir.collector.processors.span.SpanFactory,
      dev.weir.collector.processors.transform.TransformFactory,
      dev.weir.collector.processors.unroll.UnrollFactory;
}
