package dev.weir.otlp.scan;

import static dev.weir.otlp.wire.FieldCursor.BYTES;
import static dev.weir.otlp.wire.FieldCursor.VARINT;

import dev.weir.otlp.Signal;

/// Scans what the requests of all signals have in common: the request, its resources and scopes. A
/// subclass scans the items.
abstract class RequestScan extends ValueScan {
  /// Depth of the message that a scope group repeats.
  static final int ITEM_DEPTH = 3;

  private final Message requestMessage;
  private final Message resourceGroupMessage;
  private final Message scopeGroupMessage;
  int items;

  RequestScan(byte[] buffer, int start, Signal signal) {
    super(buffer, start);
    requestMessage = Message.request(signal);
    resourceGroupMessage = requestMessage.holder(1);
    scopeGroupMessage = resourceGroupMessage.holder(2);
  }

  /// Scans the message that a scope group repeats, and counts the items in it.
  abstract int item(int start, int limit);

  final void request(int start, int end) {
    int at = start;
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = resourceGroup(at, end);
        case 2 << 3 | BYTES -> at = dictionary(at, end);
        default -> at = other(at - 1, end, requestMessage);
      }
    }
  }

  /// Scans field 2 of the request, which only profiles have.
  int dictionary(int start, int limit) {
    return bytes(start, limit);
  }

  private int resourceGroup(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = resource(at, end); // resource
        case 2 << 3 | BYTES -> at = scopeGroup(at, end); // scopes
        case 3 << 3 | BYTES -> at = string(at, end); // schema_url
        default -> at = other(at - 1, end, resourceGroupMessage);
      }
    }
    return end;
  }

  private int scopeGroup(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = scope(at, end); // scope
        case 2 << 3 | BYTES -> at = item(at, end); // items
        case 3 << 3 | BYTES -> at = string(at, end); // schema_url
        default -> at = other(at - 1, end, scopeGroupMessage);
      }
    }
    return end;
  }

  private int resource(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = keyValue(at, end, 3); // attributes
        case 2 << 3 | VARINT -> at = varint(at, end); // dropped_attributes_count
        case 3 << 3 | BYTES -> at = entityRef(at, end); // entity_refs
        default -> at = other(at - 1, end, Message.RESOURCE);
      }
    }
    return end;
  }

  private int entityRef(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = string(at, end); // schema_url
        case 2 << 3 | BYTES -> at = string(at, end); // type
        case 3 << 3 | BYTES -> at = string(at, end); // id_keys
        case 4 << 3 | BYTES -> at = string(at, end); // description_keys
        default -> at = other(at - 1, end, Message.ENTITY_REF);
      }
    }
    return end;
  }

  private int scope(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = string(at, end); // name
        case 2 << 3 | BYTES -> at = string(at, end); // version
        case 3 << 3 | BYTES -> at = keyValue(at, end, 4); // attributes
        case 4 << 3 | VARINT -> at = varint(at, end); // dropped_attributes_count
        default -> at = other(at - 1, end, Message.SCOPE);
      }
    }
    return end;
  }
}
