package dev.weir.collector.exporters.otlphttp;

/// How requests are written.
public enum Encoding {
  PROTO("application/x-protobuf"),
  JSON("application/json");

  private final String contentType;

  Encoding(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }
}
