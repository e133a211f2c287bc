package dev.weir.otlp.batch;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.profiles.v1development.ProfilesDictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What profiles say: every index is replaced by what it refers to.
final class ResolvedProfiles {
  private final ProfilesDictionary dictionary;

  private ResolvedProfiles(ProfilesDictionary dictionary) {
    this.dictionary = dictionary;
  }

  static List<Object> of(ExportProfilesServiceRequest request) {
    ResolvedProfiles resolved = new ResolvedProfiles(request.getDictionary());
    List<Object> all = new ArrayList<>();
    request.getResourceProfilesList().forEach(each -> all.add(resolved.message(each)));
    return all;
  }

  private Object message(Message message) {
    Map<String, Object> fields = new TreeMap<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field)) {
        fields.put(field.getName(), field(field, message.getField(field)));
      }
    }
    fields.put("unknown", message.getUnknownFields());
    return fields;
  }

  private Object field(FieldDescriptor field, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(each -> single(field, each)).toList();
    }
    return single(field, value);
  }

  private Object single(FieldDescriptor field, Object value) {
    if (field.getJavaType() == JavaType.MESSAGE) {
      return message((Message) value);
    }
    return value instanceof Integer index ? indexed(field.getName(), index) : value;
  }

  private Object indexed(String field, int index) {
    if (index == 0) {
      return "zero";
    }
    if (field.endsWith("strindex")) {
      return dictionary.getStringTable(index);
    }
    return switch (field) {
      case "attribute_indices" -> message(dictionary.getAttributeTable(index));
      case "location_indices" -> message(dictionary.getLocationTable(index));
      case "stack_index" -> message(dictionary.getStackTable(index));
      case "link_index" -> message(dictionary.getLinkTable(index));
      case "mapping_index" -> message(dictionary.getMappingTable(index));
      case "function_index" -> message(dictionary.getFunctionTable(index));
      default -> index;
    };
  }
}
