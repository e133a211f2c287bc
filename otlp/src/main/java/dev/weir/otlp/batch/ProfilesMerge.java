package dev.weir.otlp.batch;

import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.FieldCursor;
import dev.weir.otlp.wire.ProtoWriter;
import java.util.List;

/// Makes one request of profiles out of several. Each has a dictionary of its own, to which its
/// profiles refer by position, so the dictionaries become one and the positions are written anew:
///
///     request 1: profiles -> strings ["", "main", "cpu"]  ==>  ["", "main", "cpu", "free"]
///     request 2: profiles -> strings ["", "cpu", "free"]  ==>  1 becomes 2, 2 becomes 3
///
/// Requests must have been scanned. Unknown fields survive.
public final class ProfilesMerge {
  private static final int RESOURCE_PROFILES = 1;
  private static final int DICTIONARY = 2;

  private ProfilesMerge() {}

  /// Whether a request can be merged with others. Not when its dictionary has tables that are not
  /// known here, or one that does not begin with the zero value, as the specification demands.
  public static boolean isPossible(ByteRange request) {
    return RequestDictionary.of(request).isMergeable();
  }

  /// One request with the profiles of all, in their order. A single request is returned as it is.
  ///
  /// @param requests for which [#isPossible] holds
  public static ByteRange of(List<ByteRange> requests) {
    if (requests.size() == 1) {
      return requests.get(0);
    }
    MergedDictionary merged = new MergedDictionary();
    ProtoWriter out =
        new ProtoWriter(requests.stream().mapToInt(ByteRange::length).max().orElse(0));
    for (ByteRange request : requests) {
      append(request, merged.add(RequestDictionary.of(request)), out);
    }
    int mark = out.beginMessage(DICTIONARY);
    merged.write(out);
    out.endMessage(mark);
    return new ByteRange(out.buffer(), 0, out.size());
  }

  private static void append(ByteRange request, Reindexing reindexing, ProtoWriter out) {
    byte[] buffer = request.buffer();
    FieldCursor field = new FieldCursor().wrap(buffer, request.offset(), request.length());
    while (field.next()) {
      boolean isMessage = field.wireType() == FieldCursor.BYTES;
      if (field.number() == RESOURCE_PROFILES && isMessage) {
        int mark = out.beginMessage(RESOURCE_PROFILES, field.valueLength());
        ByteRange profiles = new ByteRange(buffer, field.valueOffset(), field.valueLength());
        reindexing.rewrite(ProfileShape.RESOURCE_PROFILES, profiles, out);
        out.endMessage(mark, ProtoWriter.varintSize(field.valueLength()));
      } else if (field.number() != DICTIONARY) {
        out.raw(buffer, field.startOffset(), field.endOffset() - field.startOffset());
      }
    }
  }
}
