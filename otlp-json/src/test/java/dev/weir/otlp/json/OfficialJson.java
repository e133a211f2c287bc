package dev.weir.otlp.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Protobuf's own JSON mapping, with ids in hexadecimal as OTLP has them.
final class OfficialJson {
  private OfficialJson() {}

  static String print(Message message, JsonFormat.Printer printer) {
    try {
      JsonElement tree = JsonParser.parseString(printer.print(message));
      return mapIds(tree, text -> HexFormat.of().formatHex(Base64.getDecoder().decode(text)))
          .toString();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /// The same text with white space.
  static String indented(String json) {
    Gson gson =
        new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();
    return gson.toJson(JsonParser.parseString(json));
  }

  static Message parse(String json, Message prototype) {
    try {
      JsonElement tree =
          mapIds(
              JsonParser.parseString(json),
              text -> Base64.getEncoder().encodeToString(HexFormat.of().parseHex(text)));
      Message.Builder builder = prototype.newBuilderForType();
      JsonFormat.parser().merge(tree.toString(), builder);
      return builder.build();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(json, e);
    }
  }

  private static JsonElement mapIds(JsonElement element, UnaryOperator<String> mapping) {
    if (element instanceof JsonArray array) {
      JsonArray mapped = new JsonArray();
      array.forEach(child -> mapped.add(mapIds(child, mapping)));
      return mapped;
    }
    if (!(element instanceof JsonObject object)) {
      return element;
    }
    JsonObject mapped = new JsonObject();
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      boolean id =
          entry
              .getKey()
              .matches("traceId|spanId|parentSpanId|profileId|.*_?(trace|span|profile)_id");
      mapped.add(
          entry.getKey(),
          id
              ? new JsonPrimitive(mapping.apply(entry.getValue().getAsString()))
              : mapIds(entry.getValue(), mapping));
    }
    return mapped;
  }
}
