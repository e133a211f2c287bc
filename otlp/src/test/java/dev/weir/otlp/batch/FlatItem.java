package dev.weir.otlp.batch;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.weir.otlp.Requests;
import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// An item with all that surrounds it, as the official classes see it: the request, the resource
/// group, the scope group and the metric, each without what it repeats.
record FlatItem(List<Message> envelopes, Message item) {
  private static final Set<String> REPEATED =
      Set.of(
          "resource_spans",
          "resource_metrics",
          "resource_logs",
          "resource_profiles",
          "scope_spans",
          "scope_metrics",
          "scope_logs",
          "scope_profiles",
          "metrics",
          "gauge",
          "sum",
          "histogram",
          "exponential_histogram",
          "summary");
  private static final Set<String> ITEMS =
      Set.of("spans", "log_records", "data_points", "profiles");

  /// The items of a request in wire order.
  static List<FlatItem> of(Signal signal, ByteRange request) {
    try {
      return of(Requests.parse(signal, request.buffer(), request.offset(), request.length()));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not a request", e);
    }
  }

  static List<FlatItem> of(Message request) {
    List<FlatItem> items = new ArrayList<>();
    collect(request, List.of(), items);
    return items;
  }

  int weight() {
    return item.getDescriptorForType().getName().equals("Profile") ? Requests.items(item) : 1;
  }

  private static void collect(Message message, List<Message> above, List<FlatItem> items) {
    Message.Builder bare = message.toBuilder();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      // An item is whole, whatever its fields are called: a histogram point has a "sum".
      if (leadsDown(field)) {
        bare.clearField(field);
      }
    }
    List<Message> envelopes = new ArrayList<>(above);
    envelopes.add(bare.build());
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (leadsDown(field)) {
        for (Message child : children(message, field)) {
          if (ITEMS.contains(field.getName())) {
            items.add(new FlatItem(envelopes, child));
          } else {
            collect(child, envelopes, items);
          }
        }
      }
    }
  }

  private static boolean leadsDown(FieldDescriptor field) {
    return field.getType() == FieldDescriptor.Type.MESSAGE
        && (REPEATED.contains(field.getName()) || ITEMS.contains(field.getName()));
  }

  private static List<Message> children(Message message, FieldDescriptor field) {
    List<Message> children = new ArrayList<>();
    if (field.isRepeated()) {
      ((List<?>) message.getField(field)).forEach(each -> children.add((Message) each));
    } else if (message.hasField(field)) {
      children.add((Message) message.getField(field));
    }
    return children;
  }
}
