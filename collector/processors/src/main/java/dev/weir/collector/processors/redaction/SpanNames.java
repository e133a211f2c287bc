package dev.weir.collector.processors.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.AttributesView;
import dev.weir.otlp.edit.ItemEdit;
import dev.weir.otlp.trace.SpanView;
import java.util.List;

/// Sanitizes the names of spans that stand for HTTP requests and database calls. For one thread.
final class SpanNames {
  private static final int NAME = 5;
  private static final int INTERNAL = 1;
  private static final int SERVER = 2;
  private static final int CLIENT = 3;

  private static final List<byte[]> HTTP =
      List.of(
          "http.route".getBytes(UTF_8),
          "http.request.method".getBytes(UTF_8),
          "http.request.method_original".getBytes(UTF_8),
          "http.response.status_code".getBytes(UTF_8),
          "url.full".getBytes(UTF_8),
          "http.scheme".getBytes(UTF_8),
          "http.target".getBytes(UTF_8),
          "http.method".getBytes(UTF_8),
          "http.url".getBytes(UTF_8));

  private final Redaction rules;
  private final SpanView span = new SpanView();

  SpanNames(Redaction rules) {
    this.rules = rules;
  }

  void sanitize(ItemEdit item) {
    int kind = item.read(span).kind();
    if ((kind != SERVER && kind != CLIENT && kind != INTERNAL)
        || span.name().isEmpty()
        || rules.values.isAllowed(span.name())) {
      return;
    }
    String name = span.name().toString();
    String sanitized = name;
    if (rules.urlNames && kind != INTERNAL && isHttp(name, span.attributes())) {
      sanitized = UrlSanitizer.sanitize(name);
      sanitized = UrlSanitizer.isAllReplaced(sanitized) ? name : sanitized;
    }
    if (rules.dbNames && sanitized.equals(name)) {
      sanitized = rules.db.spanName(name, DbSanitizer.system(item.attributes()));
    }
    if (!sanitized.equals(name) && !sanitized.isEmpty() && !sanitized.equals("...")) {
      item.bytes(NAME, sanitized.getBytes(UTF_8));
    }
  }

  private static boolean isHttp(String name, AttributesView attributes) {
    if (name.indexOf('/') >= 0) {
      return true;
    }
    for (byte[] key : HTTP) {
      if (attributes.contains(key)) {
        return true;
      }
    }
    return false;
  }
}
