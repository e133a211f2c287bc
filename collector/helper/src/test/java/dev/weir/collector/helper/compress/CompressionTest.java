package dev.weir.collector.helper.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import dev.weir.otlp.wire.ByteRange;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.SnappyFrameDecoder;
import io.netty.handler.codec.compression.SnappyFrameEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
  static final int MAX = 8 << 20;

  @ParameterizedTest
  @EnumSource
  void everything_comesBack(Compression compression) {
    for (byte[] sample : samples()) {
      byte[] compressed = compression.compress(inTheMiddle(sample), Compression.DEFAULT_LEVEL);
      assertThat(compression.decompress(inTheMiddle(compressed), MAX).toByteArray())
          .isEqualTo(sample);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyLevel_comesBack(Compression compression) {
    byte[] sample = text(50_000, 3);
    for (int level = compression.minLevel(); level <= compression.maxLevel(); level++) {
      byte[] compressed = compression.compress(ByteRange.of(sample), level);
      assertThat(compressed.length).isLessThan(sample.length / 2);
      assertThat(compression.decompress(ByteRange.of(compressed), MAX).toByteArray())
          .isEqualTo(sample);
    }
  }

  @ParameterizedTest
  @EnumSource
  void severalRanges_areOneMessage(Compression compression) {
    byte[] compressed =
        compression.compress(
            List.of(inTheMiddle("one ".getBytes(UTF_8)), inTheMiddle("two".getBytes(UTF_8))),
            Compression.DEFAULT_LEVEL);
    assertThat(
            new String(compression.decompress(ByteRange.of(compressed), MAX).toByteArray(), UTF_8))
        .isEqualTo("one two");
  }

  @ParameterizedTest
  @EnumSource
  void limit_isExact(Compression compression) {
    byte[] sample = text(100_000, 4);
    ByteRange compressed =
        ByteRange.of(compression.compress(ByteRange.of(sample), Compression.DEFAULT_LEVEL));
    assertThat(compression.decompress(compressed, sample.length).length()).isEqualTo(sample.length);
    assertThatThrownBy(() -> compression.decompress(compressed, sample.length - 1))
        .isInstanceOfSatisfying(
            CompressionException.class, e -> assertThat(e.isTooLarge()).isTrue())
        .hasMessage(
            compression.encoding() + ": decompressed size exceeds the limit of 99999 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void truncatedAnywhere_isRefused(Compression compression) {
    byte[] compressed =
        compression.compress(ByteRange.of(text(5_000, 5)), Compression.DEFAULT_LEVEL);
    for (int length = 0; length < compressed.length; length++) {
      ByteRange truncated = new ByteRange(compressed, 0, length);
      if (compression == Compression.X_SNAPPY_FRAMED && length == 10) {
        continue; // the stream identifier alone is an empty stream
      }
      assertThatThrownBy(() -> compression.decompress(truncated, MAX))
          .isInstanceOfSatisfying(
              CompressionException.class, e -> assertThat(e.isTooLarge()).isFalse());
    }
  }

  @ParameterizedTest
  @EnumSource
  void damage_isReadOrRefused(Compression compression) {
    Random random = new Random(20260101);
    byte[] whole = compression.compress(ByteRange.of(text(3_000, 6)), Compression.DEFAULT_LEVEL);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j <= random.nextInt(3); j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(compression.decompress(ByteRange.of(damaged), 100_000).length())
            .isBetween(0, 100_000);
      } catch (CompressionException refused) {
        assertThat(refused).hasMessageStartingWith(compression.encoding() + ": ");
      }
    }
  }

  @Test
  void bombs_areRefusedAtTheLimit() throws IOException {
    byte[] zeros = new byte[64 << 20];
    for (Compression compression : Compression.values()) {
      ByteRange bomb =
          ByteRange.of(compression.compress(ByteRange.of(zeros), Compression.DEFAULT_LEVEL));
      assertThat(bomb.length()).isLessThan(zeros.length / 10);
      assertThatThrownBy(() -> compression.decompress(bomb, 1 << 20))
          .isInstanceOfSatisfying(
              CompressionException.class, e -> assertThat(e.isTooLarge()).isTrue());
    }
    assertThatThrownBy(() -> Compression.SNAPPY.decompress(declaring(Integer.MAX_VALUE), MAX))
        .hasMessageContaining("exceeds the limit");
    assertThatThrownBy(() -> Compression.SNAPPY.decompress(declaring(MAX), MAX))
        .hasMessageContaining("corrupt input");
  }

  @Test
  void gzip_isThatOfTheJdk() throws IOException {
    byte[] sample = text(10_000, 7);
    byte[] ours = Compression.GZIP.compress(ByteRange.of(sample), Compression.DEFAULT_LEVEL);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(ours)).readAllBytes())
        .isEqualTo(sample);
    assertThat(decompressed(Compression.GZIP, gzip(sample))).isEqualTo(sample);
  }

  @Test
  void gzipOfSeveralMembers_isRead() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip("one ".getBytes(UTF_8)));
    members.write(gzip(new byte[0]));
    members.write(gzip(text(70_000, 8)));
    assertThat(new String(decompressed(Compression.GZIP, members.toByteArray()), UTF_8))
        .isEqualTo("one " + new String(text(70_000, 8), UTF_8));
  }

  @Test
  void gzipFollowedByOtherBytes_isRefused() throws IOException {
    byte[] sample = gzip(text(100, 9));
    byte[] longer = Arrays.copyOf(sample, sample.length + 20);
    assertThatThrownBy(() -> decompressed(Compression.GZIP, longer))
        .hasMessage("gzip: invalid header");
  }

  @Test
  void gzipWithEveryHeaderField_isRead() throws IOException {
    byte[] plain = gzip("hello".getBytes(UTF_8));
    ByteArrayOutputStream full = new ByteArrayOutputStream();
    full.write(plain, 0, 3);
    full.write(0x1E);
    full.write(plain, 4, 6);
    full.write(new byte[] {2, 0, 'x', 'y', 'n', 0, 'c', 'd', 0, 1, 2});
    full.write(plain, 10, plain.length - 10);
    assertThat(new String(decompressed(Compression.GZIP, full.toByteArray()), UTF_8))
        .isEqualTo("hello");
  }

  @Test
  void bareDeflate_isRefused() {
    byte[] bare = {(byte) 0xCB, 0x48, (byte) 0xCD, (byte) 0xC9, (byte) 0xC9, 0x07, 0x00};
    assertThatThrownBy(() -> decompressed(Compression.DEFLATE, bare))
        .hasMessageStartingWith("deflate: ");
  }

  @Test
  void zlib_isThatOfTheJdk() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zlib = new DeflaterOutputStream(out)) {
      zlib.write(text(10_000, 10));
    }
    assertThat(decompressed(Compression.ZLIB, out.toByteArray())).isEqualTo(text(10_000, 10));
  }

  @Test
  void zstdWithoutContentSize_isRead() throws IOException {
    for (int size : new int[] {1, 1_000, 131_072, 700_000}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (OutputStream zstd = new ZstdOutputStream(out)) {
        zstd.write(text(size, 11));
        zstd.flush();
      }
      assertThat(Zstd.getFrameContentSize(out.toByteArray())).isLessThanOrEqualTo(0);
      assertThat(decompressed(Compression.ZSTD, out.toByteArray())).isEqualTo(text(size, 11));
    }
  }

  @Test
  void zstdOfSeveralFrames_isRead() throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frames.write(Zstd.compress(text(300_000, 12)));
    frames.write(new byte[] {0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3});
    frames.write(Zstd.compress(new byte[200_000]));
    assertThat(decompressed(Compression.ZSTD, frames.toByteArray())).hasSize(500_000);
  }

  @Test
  void snappy_isThatOfOthers() {
    for (byte[] sample : samples()) {
      if (sample.length == 0 || sample.length > 1 << 16) {
        continue; // Netty writes neither of these well
      }
      ByteBuf block = Unpooled.buffer();
      new io.netty.handler.codec.compression.Snappy()
          .encode(Unpooled.wrappedBuffer(sample), block, sample.length);
      assertThat(decompressed(Compression.SNAPPY, ByteBufUtil.getBytes(block))).isEqualTo(sample);
      ByteBuf back = Unpooled.buffer();
      new io.netty.handler.codec.compression.Snappy()
          .decode(
              Unpooled.wrappedBuffer(
                  Compression.SNAPPY.compress(ByteRange.of(sample), Compression.DEFAULT_LEVEL)),
              back);
      assertThat(ByteBufUtil.getBytes(back)).isEqualTo(sample);
    }
  }

  @Test
  void framedSnappy_isThatOfOthersUnderBothNames() {
    for (byte[] sample : samples()) {
      EmbeddedChannel encoder = new EmbeddedChannel(new SnappyFrameEncoder());
      encoder.writeOutbound(Unpooled.wrappedBuffer(sample));
      encoder.finish();
      byte[] framed = all(encoder::readOutbound);
      if (framed.length > 0) {
        assertThat(decompressed(Compression.SNAPPY, framed)).isEqualTo(sample);
        assertThat(decompressed(Compression.X_SNAPPY_FRAMED, framed)).isEqualTo(sample);
      }
      EmbeddedChannel decoder = new EmbeddedChannel(new SnappyFrameDecoder(true));
      decoder.writeInbound(
          Unpooled.wrappedBuffer(
              Compression.X_SNAPPY_FRAMED.compress(
                  ByteRange.of(sample), Compression.DEFAULT_LEVEL)));
      decoder.finish();
      assertThat(all(decoder::readInbound)).isEqualTo(sample);
    }
  }

  @Test
  void lz4_isThatOfOthers() throws IOException {
    for (byte[] sample : samples()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (OutputStream lz4 = new LZ4FrameOutputStream(out)) {
        lz4.write(sample);
      }
      assertThat(decompressed(Compression.LZ4, out.toByteArray())).isEqualTo(sample);
      byte[] ours = Compression.LZ4.compress(ByteRange.of(sample), Compression.DEFAULT_LEVEL);
      assertThat(new LZ4FrameInputStream(new ByteArrayInputStream(ours)).readAllBytes())
          .isEqualTo(sample);
    }
  }

  @Test
  void names_areExact() {
    assertThat(Compression.ofEncoding("gzip")).isEqualTo(Compression.GZIP);
    assertThat(Compression.ofEncoding("GZIP")).isNull();
    assertThat(Compression.ofEncoding("identity")).isNull();
    assertThat(Compression.ofEncoding("br")).isNull();
  }

  private static List<byte[]> samples() {
    List<byte[]> samples = new ArrayList<>();
    Random random = new Random(20260102);
    for (int size : new int[] {0, 1, 2, 15, 16, 17, 100, 1_000, 65_535, 65_536, 65_537, 300_000}) {
      samples.add(text(size, size));
      byte[] noise = new byte[size];
      random.nextBytes(noise);
      samples.add(noise);
      samples.add(new byte[size]);
    }
    return samples;
  }

  /// Words, numbers and now and then bytes that do not compress.
  private static byte[] text(int length, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      switch (random.nextInt(3)) {
        case 0 -> text.append("http.route=/api/v1/users/{id} ");
        case 1 -> text.append(random.nextLong());
        default -> text.append("service.name=checkout,").append((char) random.nextInt(128));
      }
    }
    return Arrays.copyOf(text.toString().getBytes(UTF_8), length);
  }

  private static ByteRange inTheMiddle(byte[] bytes) {
    byte[] around = new byte[bytes.length + 7];
    Arrays.fill(around, (byte) 0xA5);
    System.arraycopy(bytes, 0, around, 3, bytes.length);
    return new ByteRange(around, 3, bytes.length);
  }

  private static byte[] decompressed(Compression compression, byte[] compressed) {
    return compression.decompress(ByteRange.of(compressed), MAX).toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /// A snappy block that says that it holds so many bytes.
  private static ByteRange declaring(int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int rest = size;
    for (; rest >= 0x80; rest >>>= 7) {
      out.write(rest | 0x80);
    }
    out.write(rest);
    out.write(0);
    out.write('x');
    return ByteRange.of(out.toByteArray());
  }

  private static byte[] all(java.util.function.Supplier<ByteBuf> buffers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (ByteBuf buffer = buffers.get(); buffer != null; buffer = buffers.get()) {
      out.writeBytes(ByteBufUtil.getBytes(buffer));
    }
    return out.toByteArray();
  }
}
