package dev.weir.benchmarks;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Random;

/// The words of which payloads are made.
final class Vocabulary {
  static final long START = 1_767_225_600_000_000_000L;

  private static final String[] METHODS = {"GET", "GET", "GET", "POST", "PUT", "DELETE"};
  private static final String[] ROUTES = {
    "/api/v1/orders/{id}", "/api/v1/customers/{id}", "/api/v1/products/{id}/reviews", "/cart/{id}"
  };

  private Vocabulary() {}

  static String method(Random random) {
    return METHODS[random.nextInt(METHODS.length)];
  }

  static String route(Random random) {
    return ROUTES[random.nextInt(ROUTES.length)];
  }

  /// One in fifty fails.
  static int status(Random random) {
    return random.nextInt(100) < 2 ? 500 : 200;
  }

  static ByteString id(int length, Random random) {
    byte[] id = new byte[length];
    random.nextBytes(id);
    return ByteString.copyFrom(id);
  }

  static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  static Resource resource(Random random) {
    return Resource.newBuilder()
        .addAttributes(text("service.name", "checkout"))
        .addAttributes(text("service.namespace", "shop-" + random.nextInt(3)))
        .addAttributes(text("service.version", "2.14.0"))
        .addAttributes(text("service.instance.id", "checkout-7d9f-" + random.nextInt(1000)))
        .addAttributes(text("host.name", "node-" + random.nextInt(100)))
        .addAttributes(text("telemetry.sdk.language", "java"))
        .addAttributes(text("deployment.environment.name", "production"))
        .build();
  }

  static InstrumentationScope scope(String library) {
    return InstrumentationScope.newBuilder().setName(library).setVersion("2.33.1-alpha").build();
  }
}
