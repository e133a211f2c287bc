package dev.weir.collector.receivers.otlp;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Receiver;
import dev.weir.collector.testkit.ReceiverContract;
import io.grpc.StatusRuntimeException;
import java.util.List;

class OtlpGrpcContractTest extends ReceiverContract<OtlpReceiverConfig> {
  OtlpGrpcContractTest() {
    super(new OtlpReceiverFactory());
  }

  @Override
  protected OtlpReceiverConfig config() {
    return TestConfigs.grpc();
  }

  @Override
  protected List<String> requiredKeys() {
    return List.of("protocols");
  }

  @Override
  protected Answer send(Receiver receiver, Batch batch) {
    try (GrpcClient client = new GrpcClient(((OtlpReceiver) receiver).grpcAddress())) {
      byte[] _ = client.export(batch.signal(), batch.range().toByteArray());
      return Answer.ACKNOWLEDGED;
    } catch (StatusRuntimeException e) {
      return switch (e.getStatus().getCode()) {
        case UNAVAILABLE -> Answer.RETRY;
        case INTERNAL -> Answer.REJECTED;
        default -> throw e;
      };
    }
  }
}
