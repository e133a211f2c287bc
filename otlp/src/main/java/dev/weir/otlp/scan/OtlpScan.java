package dev.weir.otlp.scan;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.MalformedOtlpException;
import java.util.Objects;

/// Checks the bytes of an `Export…ServiceRequest` to their full depth and counts its items.
///
/// Accepted bytes are a valid protobuf message of the signal's request type, except that strings
/// may hold invalid UTF-8, which is counted. Unknown fields are legal. Refused are:
///
/// | what                                                         | why                          |
/// |--------------------------------------------------------------|------------------------------|
/// | field 0, tag longer than needed, wire types 3, 4, 6 and 7    | not protobuf as OTLP uses it |
/// | a known field with another wire type than its definition     | would vanish in a decoder    |
/// | a length past the end, a varint of more than 10 bytes        | truncated or hostile         |
/// | trace ids not of 0 or 16 bytes, span ids not of 0 or 8       | OTLP demands it              |
/// | messages more than 100 deep                                  | protobuf's own usual limit   |
/// | a metric with more than one data field                       | decoders keep only one       |
///
/// Repeated numbers may be packed or not. A scan allocates per request, never per item.
public final class OtlpScan {
  private OtlpScan() {}

  /// Scans `length` bytes from `offset`, a whole request of `signal`.
  ///
  /// @throws MalformedOtlpException with an offset counted from `offset`, if they are not one
  public static ScanResult scan(Signal signal, byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    RequestScan scan =
        switch (signal) {
          case TRACES -> new TraceScan(buffer, offset);
          case METRICS -> new MetricScan(buffer, offset);
          case LOGS -> new LogScan(buffer, offset);
          case PROFILES -> new ProfileScan(buffer, offset);
        };
    scan.request(offset, offset + length);
    return new ScanResult(scan.items, scan.invalidStrings);
  }
}
