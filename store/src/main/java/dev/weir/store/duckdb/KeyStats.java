package dev.weir.store.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.store.query.AttributeKey;
import dev.weir.store.query.Value;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the catalogue knows of one attribute key with values of one type: how often it occurs,
/// about how many different values it has, about the most frequent of them.
///
/// Different values are counted by HyperLogLog, frequent ones by the space-saving algorithm
/// (Metwally, Agrawal, El Abbadi: Efficient computation of frequent and top-k elements in data
/// streams). One thread writes, others read numbers that may be a little old.
final class KeyStats {
  private static final int REGISTERS = 128;
  private static final int TOP = 24;
  private static final int MAX_TEXT = 128;

  /// So many values are all looked at to find the frequent ones, of more one in some.
  private static final int EXACT = 4096;

  private static final int SAMPLE = 8;
  private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

  final int id;
  final AttributeKey.Type type;

  /// The column of the items that has these values instead of the map, or -1.
  final int slot;

  private long count;
  private final byte[] registers = new byte[REGISTERS];
  private final long[] hashes = new long[TOP];
  private final long[] counts = new long[TOP];
  private final @Nullable String[] texts = new String[TOP];
  private int used;

  KeyStats(int id, AttributeKey.Type type, int slot) {
    this.id = id;
    this.type = type;
    this.slot = slot;
  }

  long count() {
    return count;
  }

  /// Takes note of a value.
  void add(byte[] buffer, int offset, int length) {
    count++;
    long hash = Hash.of(buffer, offset, length);
    int register = (int) hash & REGISTERS - 1;
    byte rank = (byte) (Long.numberOfTrailingZeros(hash >>> 7 | 1L << 56) + 1);
    if (rank > registers[register]) {
      registers[register] = rank;
    }
    if (length <= MAX_TEXT) {
      if (count <= EXACT) {
        addFrequent(buffer, offset, length, hash, 1);
      } else if ((Hash.mix(count) & SAMPLE - 1) == 0) {
        addFrequent(buffer, offset, length, hash, SAMPLE);
      }
    }
  }

  /// About how many different values there are.
  long distinct() {
    double sum = 0;
    int zeros = 0;
    for (byte register : registers) {
      sum += 1.0 / (1L << register);
      zeros += register == 0 ? 1 : 0;
    }
    double estimate = ALPHA * REGISTERS * REGISTERS / sum;
    if (estimate < 2.5 * REGISTERS && zeros > 0) {
      estimate = REGISTERS * Math.log((double) REGISTERS / zeros);
    }
    return Math.max(Math.min(count, 1), Math.min(count, Math.round(estimate)));
  }

  /// Adds what other statistics know of the number of values.
  void merge(KeyStats other) {
    count += other.count;
    for (int i = 0; i < REGISTERS; i++) {
      registers[i] = registers[i] < other.registers[i] ? other.registers[i] : registers[i];
    }
  }

  /// The frequent values with their counts.
  List<Frequent> frequent() {
    List<Frequent> all = new ArrayList<>();
    for (int i = 0; i < used; i++) {
      String text = texts[i];
      if (text != null) {
        all.add(new Frequent(text, counts[i]));
      }
    }
    return all;
  }

  void write(DataOutputStream out, int version) throws IOException {
    out.writeInt(id);
    out.writeByte(TypeCodes.code(type));
    if (version >= Schema.WITH_SLOTS) {
      out.writeByte(slot);
    }
    out.writeLong(count);
    out.write(registers);
    List<Frequent> frequent = frequent();
    out.writeByte(frequent.size());
    for (Frequent each : frequent) {
      out.writeUTF(each.text());
      out.writeLong(each.count());
    }
  }

  static KeyStats read(DataInputStream in, int version) throws IOException {
    int id = in.readInt();
    AttributeKey.Type type = TypeCodes.type(in.readByte());
    KeyStats stats = new KeyStats(id, type, version < Schema.WITH_SLOTS ? -1 : in.readByte());
    stats.count = in.readLong();
    in.readFully(stats.registers);
    int frequent = in.readUnsignedByte();
    if (frequent > TOP) {
      throw new IOException(frequent + " frequent values (expected: at most " + TOP + ")");
    }
    for (int i = 0; i < frequent; i++) {
      String text = in.readUTF();
      stats.texts[i] = text;
      byte[] utf8 = text.getBytes(UTF_8);
      stats.hashes[i] = Hash.of(utf8, 0, utf8.length);
      stats.counts[i] = in.readLong();
    }
    stats.used = frequent;
    return stats;
  }

  /// The value that a text stands for in a column of this type.
  static Value value(AttributeKey.Type type, String text) {
    return switch (type) {
      case TEXT -> new Value.Text(text);
      case INT -> new Value.Int(Long.parseLong(text));
      case REAL -> new Value.Real(Double.parseDouble(text));
      case BOOL -> new Value.Bool(Boolean.parseBoolean(text));
      case JSON -> new Value.Json(text);
    };
  }

  private void addFrequent(byte[] buffer, int offset, int length, long hash, int weight) {
    int least = 0;
    for (int i = 0; i < used; i++) {
      if (hashes[i] == hash) {
        counts[i] += weight;
        return;
      }
      least = counts[i] < counts[least] ? i : least;
    }
    int slot = used < TOP ? used++ : least;
    counts[slot] += weight;
    hashes[slot] = hash;
    texts[slot] = new String(buffer, offset, length, UTF_8);
  }

  /// A frequent value as the text by which it is stored.
  record Frequent(String text, long count) {}
}
