package dev.weir.collector.exporters.nop;

import dev.weir.collector.testkit.ExporterContract;
import dev.weir.otlp.Signal;

class NopExporterTest extends ExporterContract<NopExporterConfig> {

  NopExporterTest() {
    super(new NopExporterFactory());
  }

  @Override
  protected long delivered(Signal signal) {
    return 0;
  }

  @Override
  protected String whyNothingArrives() {
    return "throws everything away";
  }
}
