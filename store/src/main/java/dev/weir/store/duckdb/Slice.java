package dev.weir.store.duckdb;

import dev.weir.otlp.Signal;
import dev.weir.otlp.wire.ByteRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One slice of a signal: the items that arrived in a stretch of time, in a folder of their own.
///
/// A slice is written, then closing (it gets no more items, but those it has are not all in its
/// index), then sealed.
final class Slice {
  static final String INDEX = "index.duckdb";
  static final String BLOCKS = "blocks.otlp";

  final Signal signal;
  final long id;
  final Path folder;
  final SliceMeta meta;
  final BlockFile blocks;

  // guarded by the signal's lock
  @Nullable OpenBlock open;
  final List<BlockFile.Block> uncommitted = new ArrayList<>();

  /// Items of blocks that are not yet committed, as far as they have been read.
  final TreeMap<Integer, Integer> uncommittedItems = new TreeMap<>();

  int nextBlock;
  int committedBlocks;
  final List<Staging> stagings = new ArrayList<>();
  long flushedArrival;
  boolean isClosing;
  boolean isSealed;
  int readers;
  boolean isDoomed;
  boolean isAttached;

  /// Set by the writer's thread; read under the lock.
  @Nullable Dictionary dictionary;

  private Slice(Signal signal, long id, Path folder, SliceMeta meta, BlockFile blocks) {
    this.signal = signal;
    this.id = id;
    this.folder = folder;
    this.meta = meta;
    this.blocks = blocks;
    isSealed = meta.sealed;
    isClosing = meta.sealed;
    nextBlock = blocks.size();
    committedBlocks = blocks.size();
  }

  /// Makes the folder of a new slice, which follows another.
  static Slice create(Signal signal, long id, Path parent, @Nullable Slice before)
      throws IOException {
    Path folder = Files.createDirectories(parent.resolve(Long.toString(id)));
    SliceMeta meta = new SliceMeta(signal, Schema.VERSION);
    if (before != null) {
      meta.catalogue.giveSlots(before.meta.catalogue, before.meta.items);
    }
    meta.save(folder);
    return new Slice(signal, id, folder, meta, BlockFile.open(folder.resolve(BLOCKS)));
  }

  /// Opens a slice that is there.
  ///
  /// @throws IOException if it is damaged
  static Slice load(Signal signal, Path folder) throws IOException {
    SliceMeta meta = SliceMeta.load(folder, signal);
    if (!meta.sealed) {
      meta.traces = meta.traces.unfolded();
    }
    BlockFile blocks = BlockFile.open(folder.resolve(BLOCKS));
    if (meta.sealed && blocks.size() != meta.blocks) {
      int found = blocks.size();
      blocks.close();
      throw new IOException(
          folder.resolve(BLOCKS) + ": " + found + " blocks (expected: " + meta.blocks + ")");
    }
    return new Slice(signal, Long.parseLong(folder.getFileName().toString()), folder, meta, blocks);
  }

  /// The name under which its index is attached.
  String catalog() {
    return signal.key() + "_" + id;
  }

  void attach(Database database) throws SQLException {
    String path = folder.resolve(INDEX).toString().replace("'", "''");
    database.execute(
        "ATTACH '%s' AS %s%s".formatted(path, catalog(), isSealed ? " (READ_ONLY)" : ""));
    isAttached = true;
  }

  void detach(Database database) throws SQLException {
    database.execute("DETACH " + catalog());
    isAttached = false;
  }

  /// Reads every column of its tables.
  ///
  /// @throws SQLException if something cannot be read
  void check(Database database) throws SQLException {
    if (!isAttached) {
      return;
    }
    for (Schema.Table table : Schema.rows(signal, meta.version)) {
      database.number(
          "SELECT sum(hash(x)) FROM (SELECT x FROM %s.%s x)".formatted(catalog(), table.name()));
    }
  }

  /// Makes the tables, if they are not there, and the columns that an older version has not made.
  void createTables(Database database) throws SQLException {
    StringBuilder sql = new StringBuilder();
    List<Schema.Table> tables = new ArrayList<>(Schema.rows(signal, meta.version));
    tables.addAll(Schema.dictionaries(signal));
    tables.add(new Schema.Table("progress", "block INTEGER"));
    for (Schema.Table table : tables) {
      sql.append(
          "CREATE TABLE IF NOT EXISTS %s.%s (%s);"
              .formatted(catalog(), table.name(), table.columns()));
    }
    if (meta.version < Schema.WITH_SIZE) {
      sql.append(
          "ALTER TABLE %s.%s ADD COLUMN IF NOT EXISTS size INTEGER;"
              .formatted(catalog(), Schema.ITEMS));
    }
    database.execute(sql.toString());
  }

  /// The bytes of a block, whether it has been written or not. Called under the signal's lock for
  /// those that have not.
  @Nullable ByteRange unwritten(int number) {
    for (BlockFile.Block block : uncommitted) {
      if (block.number() == number) {
        return block.bytes();
      }
    }
    OpenBlock current = open;
    return current != null && current.number == number ? current.bytes() : null;
  }

  /// Ends the open block.
  void cut() {
    OpenBlock current = open;
    if (current != null) {
      ByteRange bytes = current.bytes();
      uncommitted.add(new BlockFile.Block(current.number, bytes.length(), current.arrival, bytes));
      open = null;
    }
  }

  /// Takes note of items in a block.
  void count(int block, int items) {
    if (block >= committedBlocks) {
      uncommittedItems.merge(block, items, Integer::sum);
    }
  }

  /// Takes note of written blocks.
  void committed(List<BlockFile.Block> written) {
    uncommitted.removeAll(written);
    committedBlocks += written.size();
    uncommittedItems.headMap(committedBlocks).clear();
  }

  long countUncommitted() {
    return uncommittedItems.values().stream().mapToLong(Integer::longValue).sum();
  }

  /// Adds a batch to the open block, and returns the number of the block.
  int add(ByteRange request, long arrival, long now) {
    OpenBlock current = open;
    if (current == null) {
      current = new OpenBlock(nextBlock++, now);
      open = current;
    }
    current.add(request, arrival);
    int number = current.number;
    if (current.size >= OpenBlock.MAX) {
      cut();
    }
    return number;
  }

  /// Bytes of its files.
  long bytes() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(Slice::size).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  void close() throws IOException {
    blocks.close();
  }

  /// Removes the folder.
  void delete() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  /// A block that still grows.
  static final class OpenBlock {
    static final int MAX = 1 << 20;

    final int number;
    final long since;
    private final List<ByteRange> ranges = new ArrayList<>();
    private int size;
    long arrival;

    OpenBlock(int number, long since) {
      this.number = number;
      this.since = since;
    }

    void add(ByteRange request, long arrived) {
      ranges.add(request);
      size += request.length();
      arrival = arrived;
    }

    ByteRange bytes() {
      byte[] whole = new byte[size];
      int at = 0;
      for (ByteRange range : ranges) {
        System.arraycopy(range.buffer(), range.offset(), whole, at, range.length());
        at += range.length();
      }
      return ByteRange.of(whole);
    }
  }
}
