package dev.weir.otlp.scan;

import static dev.weir.otlp.wire.FieldCursor.BYTES;
import static dev.weir.otlp.wire.FieldCursor.VARINT;

import dev.weir.otlp.Signal;

/// Scans the tables that the profiles of one request share.
abstract class DictionaryScan extends RequestScan {
  DictionaryScan(byte[] buffer, int start) {
    super(buffer, start, Signal.PROFILES);
  }

  @Override
  final int dictionary(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = mapping(at, end); // mapping_table
        case 2 << 3 | BYTES -> at = location(at, end); // location_table
        case 3 << 3 | BYTES -> at = function(at, end); // function_table
        case 4 << 3 | BYTES -> at = link(at, end); // link_table
        case 5 << 3 | BYTES -> at = string(at, end); // string_table
        case 6 << 3 | BYTES -> at = keyValueAndUnit(at, end); // attribute_table
        case 7 << 3 | BYTES -> at = stack(at, end); // stack_table
        default -> at = other(at - 1, end, Message.DICTIONARY);
      }
    }
    return end;
  }

  private int mapping(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | VARINT -> at = varint(at, end); // memory_start
        case 2 << 3 | VARINT -> at = varint(at, end); // memory_limit
        case 3 << 3 | VARINT -> at = varint(at, end); // file_offset
        case 4 << 3 | VARINT -> at = varint(at, end); // filename_strindex
        case 5 << 3 | BYTES -> at = packedVarints(at, end); // attribute_indices
        case 5 << 3 | VARINT -> at = varint(at, end); // attribute_indices
        default -> at = other(at - 1, end, Message.MAPPING);
      }
    }
    return end;
  }

  private int location(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | VARINT -> at = varint(at, end); // mapping_index
        case 2 << 3 | VARINT -> at = varint(at, end); // address
        case 3 << 3 | BYTES -> at = line(at, end); // lines
        case 4 << 3 | BYTES -> at = packedVarints(at, end); // attribute_indices
        case 4 << 3 | VARINT -> at = varint(at, end); // attribute_indices
        default -> at = other(at - 1, end, Message.LOCATION);
      }
    }
    return end;
  }

  private int line(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | VARINT -> at = varint(at, end); // function_index
        case 2 << 3 | VARINT -> at = varint(at, end); // line
        case 3 << 3 | VARINT -> at = varint(at, end); // column
        default -> at = other(at - 1, end, Message.LINE);
      }
    }
    return end;
  }

  private int function(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | VARINT -> at = varint(at, end); // name_strindex
        case 2 << 3 | VARINT -> at = varint(at, end); // system_name_strindex
        case 3 << 3 | VARINT -> at = varint(at, end); // filename_strindex
        case 4 << 3 | VARINT -> at = varint(at, end); // start_line
        default -> at = other(at - 1, end, Message.FUNCTION);
      }
    }
    return end;
  }

  private int link(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = id(at, end, 16); // trace_id
        case 2 << 3 | BYTES -> at = id(at, end, 8); // span_id
        default -> at = other(at - 1, end, Message.PROFILE_LINK);
      }
    }
    return end;
  }

  private int keyValueAndUnit(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | VARINT -> at = varint(at, end); // key_strindex
        case 2 << 3 | BYTES -> at = anyValue(at, end, 3); // value
        case 3 << 3 | VARINT -> at = varint(at, end); // unit_strindex
        default -> at = other(at - 1, end, Message.KEY_VALUE_AND_UNIT);
      }
    }
    return end;
  }

  private int stack(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = packedVarints(at, end); // location_indices
        case 1 << 3 | VARINT -> at = varint(at, end); // location_indices
        default -> at = other(at - 1, end, Message.STACK);
      }
    }
    return end;
  }
}
