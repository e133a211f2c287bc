package dev.weir.query.tempo;

import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.query.http.Json;
import dev.weir.store.query.Value;

/// Values as OTLP's `AnyValue`.
final class AnyValues {
  private AnyValues() {}

  static void write(Json json, Value value) {
    json.begin();
    switch (value) {
      case Value.Text text -> json.field("stringValue", text.value());
      case Value.Json text -> json.field("stringValue", text.value());
      case Value.Int number -> json.field("intValue", Long.toString(number.value()));
      case Value.Real number -> json.field("doubleValue", number.value());
      case Value.Bool bool -> json.field("boolValue", bool.value());
    }
    json.end();
  }

  static void write(ProtoWriter out, int field, Value value) {
    int mark = out.beginMessage(field);
    switch (value) {
      case Value.Text text -> out.string(1, text.value());
      case Value.Json text -> out.string(1, text.value());
      case Value.Bool bool -> out.bool(2, bool.value());
      case Value.Int number -> out.uint64(3, number.value());
      case Value.Real number -> out.float64(4, number.value());
    }
    out.endMessage(mark);
  }

  /// As Tempo's lists of values say it.
  static String plain(Value value) {
    return switch (value) {
      case Value.Text text -> text.value();
      case Value.Json text -> text.value();
      case Value.Int number -> Long.toString(number.value());
      case Value.Real number -> Double.toString(number.value());
      case Value.Bool bool -> Boolean.toString(bool.value());
    };
  }
}
