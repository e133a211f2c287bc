package dev.weir.otlp.edit;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Edits the attributes of one level with the official builders.
final class ModelEdit {
  private final Level level;
  private final Consumer<List<KeyValue>> edit;

  ModelEdit(Level level, Consumer<List<KeyValue>> edit) {
    this.level = level;
    this.edit = edit;
  }

  Message apply(Message message) {
    Message.Builder builder = message.toBuilder();
    if (isItem(message)) {
      editAttributes(builder);
      return builder.build();
    }
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
          Message child = (Message) message.getRepeatedField(field, i);
          builder.setRepeatedField(field, i, apply(child));
        }
      } else if (message.hasField(field) || isMissingItem(field)) {
        Message child = (Message) message.getField(field);
        Message edited = apply(child);
        if (!edited.equals(child)) {
          builder.setField(field, edited);
        }
      }
    }
    return builder.build();
  }

  private void editAttributes(Message.Builder item) {
    String name = level == Level.METRIC ? "metadata" : "attributes";
    FieldDescriptor field = item.getDescriptorForType().findFieldByName(name);
    List<KeyValue> attributes = new ArrayList<>();
    for (Object each : (List<?>) item.getField(field)) {
      attributes.add((KeyValue) each);
    }
    edit.accept(attributes);
    item.setField(field, attributes);
  }

  private boolean isMissingItem(FieldDescriptor field) {
    String parent = field.getContainingType().getName();
    return (level == Level.RESOURCE
            && field.getName().equals("resource")
            && parent.startsWith("Resource"))
        || (level == Level.SCOPE && field.getName().equals("scope") && parent.startsWith("Scope"));
  }

  private boolean isItem(Message message) {
    String name = message.getDescriptorForType().getFullName();
    return switch (level) {
      case RESOURCE -> name.endsWith(".Resource");
      case SCOPE -> name.endsWith(".InstrumentationScope");
      case SPAN -> name.endsWith(".Span");
      case SPAN_EVENT -> name.endsWith(".Span.Event");
      case SPAN_LINK -> name.endsWith(".Span.Link");
      case METRIC -> name.endsWith(".Metric");
      case DATA_POINT -> name.endsWith("DataPoint");
      case LOG_RECORD -> name.endsWith(".LogRecord");
    };
  }
}
