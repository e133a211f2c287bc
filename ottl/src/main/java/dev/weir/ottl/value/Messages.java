package dev.weir.ottl.value;

import dev.weir.otlp.wire.ByteRange;
import java.util.List;

/// Messages of the data model that are handed from path to path as a whole: events, links,
/// exemplars, data points, quantiles, buckets, status.
///
/// @param type what they are, for error messages, such as `span events`
/// @param messages their bytes, in order, without tags and lengths
/// @param repeated true if the field may hold any number of them
public record Messages(String type, List<ByteRange> messages, boolean repeated) {

  public int size() {
    return messages.size();
  }
}
