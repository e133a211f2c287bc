package dev.weir.ottl.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.trace.SpanView;
import dev.weir.ottl.text.Texts;
import dev.weir.ottl.value.AnyValues;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The name that the semantic conventions give a span.
final class SemconvSpanName {
  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int PRODUCER = 4;
  private static final int CONSUMER = 5;

  private final SpanView span;
  private final int kind;

  SemconvSpanName(SpanView span) {
    this.span = span;
    kind = span.kind();
  }

  /// The name, or null if the conventions have none.
  @Nullable String name() {
    boolean isCall = kind == SERVER || kind == CLIENT;
    String method = isCall ? first("http.request.method", "http.method") : null;
    if (method != null) {
      String target = first(kind == SERVER ? "http.route" : "url.template");
      return target == null ? method : method + " " + target;
    }
    if (isCall && has("rpc.system.name", "rpc.system")) {
      return rpc();
    }
    if (kind == CLIENT && has("db.system.name", "db.system")) {
      return database();
    }
    boolean isMessaging = isCall || kind == PRODUCER || kind == CONSUMER;
    return isMessaging && has("messaging.system") ? messaging() : null;
  }

  private @Nullable String rpc() {
    String service = first("rpc.service", "rpc.grpc.service");
    String method = first("rpc.method", "rpc.grpc.method");
    if (service != null) {
      return service + "/" + (method == null ? "*" : method);
    }
    return method != null ? method : first("rpc.system.name", "rpc.system");
  }

  private @Nullable String database() {
    String summary = first("db.query.summary");
    if (summary != null) {
      return summary;
    }
    String collection = first("db.collection.name");
    String namespace = first("db.namespace", "db.name");
    String on =
        collection != null && namespace != null
            ? namespace + "." + collection
            : either(collection, first("db.stored_procedure.name"), namespace, server());
    String name = joined(first("db.operation.name", "db.operation"), on);
    return name != null ? name : first("db.system.name", "db.system");
  }

  private @Nullable String messaging() {
    String destination =
        isTrue("messaging.destination.temporary")
            ? "(temporary)"
            : isTrue("messaging.destination.anonymous")
                ? "(anonymous)"
                : either(
                    first("messaging.destination.template"),
                    first("messaging.destination.name", "messaging.destination"),
                    server());
    String name = joined(first("messaging.operation.name", "messaging.operation"), destination);
    return name != null ? name : first("messaging.system");
  }

  private @Nullable String server() {
    String address = first("server.address");
    String port = first("server.port");
    return address == null || port == null ? address : address + ":" + port;
  }

  private static @Nullable String joined(@Nullable String left, @Nullable String right) {
    return left != null && right != null ? left + " " + right : either(left, right);
  }

  private static @Nullable String either(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private boolean has(String... keys) {
    return Stream.of(keys).anyMatch(key -> find(key) != null);
  }

  private boolean isTrue(String key) {
    AnyValueView value = find(key);
    return value != null && value.boolValue();
  }

  /// The first of some attributes that is there and not empty, as text.
  private @Nullable String first(String... keys) {
    for (String key : keys) {
      AnyValueView value = find(key);
      String text = value == null ? "" : Texts.attribute(AnyValues.decode(value));
      if (!text.isEmpty()) {
        return text;
      }
    }
    return null;
  }

  private @Nullable AnyValueView find(String key) {
    return span.attributes().find(key.getBytes(UTF_8));
  }
}
