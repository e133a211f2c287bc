package dev.weir.otlp.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads a description of messages.
///
/// A line that begins in the first column opens a message; the lines below it are its fields:
/// number, name in JSON, type, and flags. Types are protobuf's, `id` with its length in bytes, or
/// the name of a message or an enum; `[]` repeats. Flags:
///
/// - `oneof`: excludes the others of the message that are so marked;
/// - `single`: may stand once among those that exclude one another; a second one is refused;
/// - `optional`: written whenever it was set;
/// - `always`: written as `{}` when it is absent, as the Collector does;
/// - `item`: counted.
final class SchemaReader {
  private SchemaReader() {}

  /// The messages of a text, by their names.
  ///
  /// @param enums that fields may have as their types
  static Map<String, MessageType> read(String text, Map<String, EnumNames> enums) {
    Map<String, List<Field>> declared = new LinkedHashMap<>();
    Map<Field, String> references = new HashMap<>();
    List<Field> fields = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (!line.startsWith(" ")) {
        fields = new ArrayList<>();
        declared.put(line, fields);
        continue;
      }
      String[] words = line.strip().split(" ", 4);
      Field field = field(words, enums);
      fields.add(field);
      if (field.type == FieldType.MESSAGE) {
        references.put(field, words[2].replace("[]", ""));
      }
    }
    Map<String, MessageType> messages = new HashMap<>();
    int base = 0;
    for (Map.Entry<String, List<Field>> entry : declared.entrySet()) {
      MessageType type = new MessageType(entry.getKey(), base, entry.getValue());
      messages.put(type.name, type);
      base += type.fields.length + 1;
    }
    references.forEach((field, name) -> field.resolve(message(messages, name)));
    return messages;
  }

  /// The message of a name.
  static MessageType message(Map<String, MessageType> messages, String name) {
    MessageType type = messages.get(name);
    if (type == null) {
      throw new IllegalStateException("no message " + name);
    }
    return type;
  }

  private static Field field(String[] words, Map<String, EnumNames> enums) {
    String type = words[2].replace("[]", "");
    EnumNames enumNames = enums.getOrDefault(type, EnumNames.NONE);
    return new Field(
        words[1],
        Integer.parseInt(words[0]),
        enumNames == EnumNames.NONE ? fieldType(type) : FieldType.ENUM,
        words[2],
        enumNames,
        words.length == 4 ? words[3] : "");
  }

  private static FieldType fieldType(String type) {
    if (Character.isUpperCase(type.charAt(0))) {
      return FieldType.MESSAGE;
    }
    return type.startsWith("id") ? FieldType.ID : FieldType.valueOf(type.toUpperCase(Locale.ROOT));
  }
}
