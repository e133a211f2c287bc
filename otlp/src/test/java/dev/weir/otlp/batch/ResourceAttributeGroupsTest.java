package dev.weir.otlp.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceAttributeGroupsTest {
  @Test
  void resources_areGroupedByTheValueOfTheAttribute() throws Exception {
    ExportLogsServiceRequest request =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(logs("shop", 1))
            .addResourceLogs(logs("cart", 2))
            .addResourceLogs(logs("shop", 3))
            .addResourceLogs(logs("", 4).toBuilder().clearResource())
            .build();
    ResourceAttributeGroups key = new ResourceAttributeGroups("service.name");
    List<Group> groups =
        Partitioner.partition(Signal.LOGS, ByteRange.of(request.toByteArray()), key);

    assertThat(groups).extracting(Group::items).containsExactly(4, 2, 4);
    assertThat(ExportLogsServiceRequest.parseFrom(groups.get(0).bytes().toByteArray()))
        .isEqualTo(request.toBuilder().removeResourceLogs(3).removeResourceLogs(1).build());
    assertThat(AnyValue.parseFrom(key.values().get(1).toByteArray()).getStringValue())
        .isEqualTo("cart");
    assertThat(key.values().get(2).length()).isZero();
  }

  private static ResourceLogs logs(String service, int count) {
    Resource.Builder resource = Resource.newBuilder();
    resource.addAttributes(attribute("host.name", "a"));
    resource.addAttributes(attribute("service.name", service));
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (int i = 0; i < count; i++) {
      scope.addLogRecords(LogRecord.newBuilder().setTimeUnixNano(i));
    }
    return ResourceLogs.newBuilder().setResource(resource).addScopeLogs(scope).build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
