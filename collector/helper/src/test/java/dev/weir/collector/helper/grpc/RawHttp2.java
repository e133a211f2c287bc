package dev.weir.collector.helper.grpc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;

/// An HTTP/2 client that sends the frames it is told, at the pace it is told, and answers nothing
/// by itself.
final class RawHttp2 implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final DataOutputStream out;
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder();

  /// A frame as it came.
  record Frame(int type, int flags, int stream, ByteString payload) {}

  RawHttp2(SocketAddress address) {
    try {
      socket.connect(address, PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      in = new DataInputStream(socket.getInputStream());
      out = new DataOutputStream(socket.getOutputStream());
      out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    send(SETTINGS, 0, 0, new byte[0]);
    send(SETTINGS, ACK, 0, new byte[0]);
  }

  /// Begins a call, whose messages are still to come.
  void call(int stream, String method) {
    Http2Headers headers =
        new DefaultHttp2Headers()
            .method("POST")
            .scheme("http")
            .path("/" + method)
            .authority("localhost")
            .set("content-type", "application/grpc")
            .set("te", "trailers");
    ByteBuf block = Unpooled.buffer();
    try {
      new DefaultHttp2HeadersEncoder().encodeHeaders(stream, headers, block);
    } catch (Http2Exception e) {
      throw new IllegalStateException(e);
    }
    byte[] bytes = new byte[block.readableBytes()];
    block.readBytes(bytes);
    send(HEADERS, END_HEADERS, stream, bytes);
  }

  /// Sends the beginning of a message.
  ///
  /// @param declared how long the message is said to be
  /// @param sent how many bytes of it are sent
  void beginMessage(int stream, int declared, int sent) {
    ByteBuf prefix = Unpooled.buffer(5).writeByte(0).writeInt(declared);
    send(DATA, 0, stream, prefix.array());
    for (int left = sent; left > 0; left -= 1 << 13) {
      send(DATA, 0, stream, new byte[Math.min(left, 1 << 13)]);
    }
  }

  void ping() {
    send(PING, 0, 0, new byte[8]);
  }

  /// Waits for the server's next question whether this client is there, and answers.
  void answerPing() {
    send(PING, ACK, 0, await(PING).payload().toByteArray());
  }

  void send(int type, int flags, int stream, byte[] payload) {
    try {
      out.writeByte(payload.length >> 16);
      out.writeShort(payload.length);
      out.writeByte(type);
      out.writeByte(flags);
      out.writeInt(stream);
      out.write(payload);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next frame of a type; others are read and forgotten.
  Frame await(int type) {
    try {
      while (true) {
        int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        int found = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        Frame frame = new Frame(found, flags, stream, ByteString.copyFrom(in.readNBytes(length)));
        boolean isAnswerToOurs = found == PING && (flags & ACK) != 0;
        if (found == type && !isAnswerToOurs) {
          return frame;
        }
      }
    } catch (EOFException e) {
      throw new AssertionError("the server closed the connection without a frame " + type, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The headers of an answer that has no body: its trailers.
  Http2Headers awaitTrailers() {
    try {
      Frame frame = await(HEADERS);
      return decoder.decodeHeaders(
          frame.stream(), Unpooled.wrappedBuffer(frame.payload().toByteArray()));
    } catch (Http2Exception e) {
      throw new AssertionError(e);
    }
  }

  /// Waits until the server closes the connection; what it sends meanwhile is ignored.
  void awaitClose() {
    try {
      byte[] ignored = new byte[1024];
      while (in.read(ignored) >= 0) {
        // until the end
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the server keeps the connection", e);
    } catch (IOException e) {
      // a reset is a close, too
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
