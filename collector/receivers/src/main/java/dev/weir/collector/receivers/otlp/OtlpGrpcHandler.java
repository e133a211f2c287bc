package dev.weir.collector.receivers.otlp;

import dev.weir.collector.api.PermanentRefusal;
import dev.weir.collector.api.Refusal;
import dev.weir.collector.api.RetryableRefusal;
import dev.weir.collector.helper.grpc.GrpcHandler;
import dev.weir.collector.helper.grpc.GrpcRequest;

/// `Export` of one signal's service.
final class OtlpGrpcHandler implements GrpcHandler {
  private final OtlpIntake intake;
  private final String method;

  OtlpGrpcHandler(OtlpIntake intake) {
    this.intake = intake;
    this.method =
        "opentelemetry.proto.collector."
            + switch (intake.signal()) {
              case TRACES -> "trace.v1.TraceService";
              case METRICS -> "metrics.v1.MetricsService";
              case LOGS -> "logs.v1.LogsService";
              case PROFILES -> "profiles.v1development.ProfilesService";
            }
            + "/Export";
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public boolean mayBlock() {
    return intake.mayBlock();
  }

  @Override
  public byte[] handle(GrpcRequest request) {
    intake.protobuf(request.message(), request.encoded(), request.info());
    return Answers.PROTOBUF.successBody();
  }

  @Override
  public void turnedDown(Refusal refusal) {
    intake.countTurnedDown(
        switch (refusal) {
          case RetryableRefusal slow when slow.errorType().equals(GrpcHandler.TOO_SLOW) ->
              "too_slow";
          case RetryableRefusal _ -> "memory";
          case PermanentRefusal permanent ->
              permanent.reason() == PermanentRefusal.Reason.TOO_LARGE ? "too_large" : "unreadable";
        });
  }
}
