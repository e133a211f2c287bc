package dev.weir.collector.helper.http;

import dev.weir.collector.api.Encoded;
import dev.weir.otlp.wire.ByteRange;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request as handlers see it. Belongs to one thread at a time.
public final class HttpRequest {
  private static final ByteRange EMPTY = ByteRange.of(new byte[0]);

  private final String method;
  private final String target;
  private final HttpHeaders headers;
  private final @Nullable String peerAddress;
  private final boolean includeMetadata;
  private ByteRange body = EMPTY;
  private @Nullable Encoded encoded;

  HttpRequest(
      String method,
      String target,
      HttpHeaders headers,
      @Nullable String peerAddress,
      boolean includeMetadata) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.peerAddress = peerAddress;
    this.includeMetadata = includeMetadata;
  }

  public String method() {
    return method;
  }

  /// The path without the query, as the client wrote it.
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /// What follows the question mark, as the client wrote it; empty when there is none.
  public String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  /// The first value of a header, or null. Names are looked up without regard to case.
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /// All headers by lower-case name when the settings have `include_metadata`, otherwise none.
  public Map<String, List<String>> metadata() {
    if (!includeMetadata) {
      return Map.of();
    }
    Map<String, List<String>> metadata = new HashMap<>();
    headers.forEach(header ->
        metadata
            .computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
            .add(header.getValue()));
    return metadata;
  }

  /// The address of the sender, or null where it has none.
  public @Nullable String peerAddress() {
    return peerAddress;
  }

  /// The body, decompressed. Empty until it is there.
  public ByteRange body() {
    return body;
  }

  /// The body as it came, or null when it was not compressed.
  public @Nullable Encoded encoded() {
    return encoded;
  }

  void body(ByteRange bytes, @Nullable Encoded arrived) {
    body = bytes;
    encoded = arrived;
  }
}
