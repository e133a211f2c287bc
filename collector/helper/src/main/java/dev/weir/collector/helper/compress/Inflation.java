package dev.weir.collector.helper.compress;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Runs an inflater over a range of bytes into an [Output].
final class Inflation {
  private final boolean bare;
  private final Pool<Inflater> pool;

  /// @param bare whether the bytes are deflate without the wrapping of zlib
  Inflation(boolean bare) {
    this.bare = bare;
    pool = new Pool<>(() -> new Inflater(bare), Inflater::end);
  }

  /// Inflates one stream and returns where it ended.
  int inflate(byte[] in, int offset, int end, Output out) {
    Libdeflate fast = bare ? Libdeflate.INSTANCE : null;
    int at = fast == null ? -1 : fast.inflate(in, offset, end, out);
    return at < 0 ? inflateInSteps(in, offset, end, out) : at;
  }

  int inflateInSteps(byte[] in, int offset, int end, Output out) {
    Inflater inflater = pool.take();
    try {
      inflater.setInput(in, offset, end - offset);
      while (!inflater.finished()) {
        step(inflater, out);
      }
      return end - inflater.getRemaining();
    } catch (DataFormatException e) {
      throw CompressionException.malformed(out.encoding, reason(e));
    } finally {
      inflater.reset();
      pool.giveBack(inflater);
    }
  }

  private static void step(Inflater inflater, Output out) throws DataFormatException {
    if (out.room() == 0 && out.length < out.maxBytes) {
      out.ensure(1);
    }
    int count =
        out.room() > 0 ? inflater.inflate(out.bytes, out.length, out.room()) : probe(inflater, out);
    out.length += count;
    if (count == 0 && !inflater.finished()) {
      if (inflater.needsDictionary()) {
        throw CompressionException.malformed(out.encoding, "wants a dictionary");
      }
      if (inflater.needsInput()) {
        throw CompressionException.malformed(out.encoding, "unexpected end");
      }
    }
  }

  /// At the limit the stream may still end, which an inflater only finds when it is asked for more.
  private static int probe(Inflater inflater, Output out) throws DataFormatException {
    if (inflater.inflate(new byte[1]) > 0) {
      throw CompressionException.tooLarge(out.encoding, out.maxBytes);
    }
    return 0;
  }

  private static String reason(DataFormatException e) {
    return e.getMessage() == null ? "invalid data" : e.getMessage();
  }
}
