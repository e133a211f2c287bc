package dev.weir.collector.helper.http;

import dev.weir.collector.helper.compress.Compression;
import org.jspecify.annotations.Nullable;

/// What is to become of a request, decided from its headers: an answer at once, or a handler.
///
/// @param handler who handles it, or formats the answer when it fails
/// @param compression of the body; null for none
/// @param answer what to answer without reading the body, or null to read it
record HttpPlan(
    HttpHandler handler, @Nullable Compression compression, @Nullable HttpResponse answer) {

  static HttpPlan answer(HttpHandler handler, HttpResponse answer) {
    return new HttpPlan(handler, null, answer);
  }

  HttpResponse failed(HttpRequest request, int status, String message) {
    return handler.failed(request, status, message, null);
  }
}
