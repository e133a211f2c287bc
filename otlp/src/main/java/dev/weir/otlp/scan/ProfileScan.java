package dev.weir.otlp.scan;

import static dev.weir.otlp.wire.FieldCursor.BYTES;
import static dev.weir.otlp.wire.FieldCursor.FIXED64;
import static dev.weir.otlp.wire.FieldCursor.VARINT;

/// Scans `ExportProfilesServiceRequest`; the items are samples.
final class ProfileScan extends DictionaryScan {
  ProfileScan(byte[] buffer, int start) {
    super(buffer, start);
  }

  @Override
  int item(int start, int limit) {
    return profile(start, limit);
  }

  private int profile(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | BYTES -> at = valueType(at, end); // sample_type
        case 2 << 3 | BYTES -> at = sample(at, end); // samples
        case 3 << 3 | FIXED64 -> at = fixed64(at, end); // time_unix_nano
        case 4 << 3 | VARINT -> at = varint(at, end); // duration_nano
        case 5 << 3 | BYTES -> at = valueType(at, end); // period_type
        case 6 << 3 | VARINT -> at = varint(at, end); // period
        case 7 << 3 | BYTES -> at = id(at, end, 16); // profile_id
        case 8 << 3 | VARINT -> at = varint(at, end); // dropped_attributes_count
        case 9 << 3 | BYTES -> at = string(at, end); // original_payload_format
        case 10 << 3 | BYTES -> at = bytes(at, end); // original_payload
        case 11 << 3 | BYTES -> at = packedVarints(at, end); // attribute_indices
        case 11 << 3 | VARINT -> at = varint(at, end); // attribute_indices
        default -> at = other(at - 1, end, Message.PROFILE);
      }
    }
    return end;
  }

  private int sample(int start, int limit) {
    items++;
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | VARINT -> at = varint(at, end); // stack_index
        case 2 << 3 | BYTES -> at = packedVarints(at, end); // attribute_indices
        case 2 << 3 | VARINT -> at = varint(at, end); // attribute_indices
        case 3 << 3 | VARINT -> at = varint(at, end); // link_index
        case 4 << 3 | BYTES -> at = packedVarints(at, end); // values
        case 4 << 3 | VARINT -> at = varint(at, end); // values
        case 5 << 3 | BYTES -> at = packedFixed64(at, end); // timestamps_unix_nano
        case 5 << 3 | FIXED64 -> at = fixed64(at, end); // timestamps_unix_nano
        default -> at = other(at - 1, end, Message.SAMPLE);
      }
    }
    return end;
  }

  private int valueType(int start, int limit) {
    long frame = frame(start, limit);
    int end = end(frame);
    int at = start(frame);
    while (at < end) {
      switch (buffer[at++]) {
        case 1 << 3 | VARINT -> at = varint(at, end); // type_strindex
        case 2 << 3 | VARINT -> at = varint(at, end); // unit_strindex
        default -> at = other(at - 1, end, Message.VALUE_TYPE);
      }
    }
    return end;
  }
}
