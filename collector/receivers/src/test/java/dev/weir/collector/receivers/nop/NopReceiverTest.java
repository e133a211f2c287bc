package dev.weir.collector.receivers.nop;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Receiver;
import dev.weir.collector.testkit.ReceiverContract;

class NopReceiverTest extends ReceiverContract<NopReceiverConfig> {

  NopReceiverTest() {
    super(new NopReceiverFactory());
  }

  @Override
  protected Answer send(Receiver receiver, Batch batch) {
    return Answer.REJECTED;
  }

  @Override
  protected String whyNobodySends() {
    return "receives nothing";
  }
}
