package dev.weir.collector.helper.http;

import dev.weir.otlp.wire.ByteRange;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One request and its answer. Added to a connection or stream while it lasts; one thread waits for
/// the end.
final class Exchange extends SimpleChannelInboundHandler<HttpObject> {
  /// What servers of another protocol often answer.
  static final String NO_ANSWER = "the connection was closed without an answer";

  static final String NO_HTTP = "the answer is no HTTP";

  private final Thread waiting = Thread.currentThread();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;
  private Map<String, String> headers = Map.of();
  private long length;

  /// Set before [#ended], and read after it.
  private boolean keepAlive;

  private final List<String> cookies = new ArrayList<>();
  private volatile @Nullable ChannelHandlerContext place;
  private volatile boolean begun;
  private @Nullable Throwable failure;
  private volatile boolean ended;

  /// Waits for the whole answer.
  ///
  /// @throws IOException when there is none in time, or the connection broke
  HttpAnswer await(long deadlineNanos) throws IOException {
    while (!ended) {
      long left = deadlineNanos - System.nanoTime();
      if (left <= 0) {
        throw new SocketTimeoutException("no answer within the timeout");
      }
      LockSupport.parkNanos(this, left);
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted while waiting for the answer");
      }
    }
    Throwable why = failure;
    if (why != null) {
      throw new IOException(String.valueOf(why.getMessage()), why);
    }
    return new HttpAnswer(status, headers, cookies, ByteRange.of(body.toByteArray()));
  }

  /// Whether something of the answer has come.
  boolean hasBegun() {
    return begun;
  }

  /// Whether the connection can be used again. Only after [#await] has returned.
  boolean keepsAlive() {
    return keepAlive;
  }

  /// Ends the stream or connection that the exchange takes place on.
  void cancel() {
    ChannelHandlerContext context = place;
    if (context != null) {
      var _ = context.close();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    place = context;
  }

  void fail(Throwable why) {
    if (!ended) {
      failure = why;
      end();
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (ended) {
      return;
    }
    begun = true;
    DecoderResult result = part.decoderResult();
    if (result.isFailure()) {
      fail(new IOException(NO_HTTP + ": " + result.cause().getMessage()));
      var _ = context.close();
      return;
    }
    if (part instanceof HttpResponse head) {
      head(head);
    }
    if (part instanceof HttpContent content && status != 0) {
      content(context, content.content());
      if (!ended && part instanceof LastHttpContent) {
        context.pipeline().remove(this);
        end();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    String seen = begun ? "the connection was closed before the answer was complete" : NO_ANSWER;
    fail(Breakage.of(context.channel(), new IOException(seen)));
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(cause);
    var _ = context.close();
  }

  private void head(HttpResponse head) {
    if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
      status = 0;
      return;
    }
    status = head.status().code();
    keepAlive = HttpUtil.isKeepAlive(head);
    Map<String, String> all = new HashMap<>();
    head.headers()
        .forEach(
            header -> all.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
    headers = Map.copyOf(all);
    cookies.addAll(head.headers().getAll(HttpHeaderNames.SET_COOKIE));
  }

  /// Keeps what may be read; a connection with much more to come is not worth keeping.
  private void content(ChannelHandlerContext context, ByteBuf content) {
    int room = HttpClient.MAX_BODY - body.size();
    int kept = Math.min(room, content.readableBytes());
    byte[] bytes = new byte[kept];
    content.getBytes(content.readerIndex(), bytes);
    body.write(bytes, 0, kept);
    length += content.readableBytes();
    if (length > 2L * HttpClient.MAX_BODY) {
      keepAlive = false;
      end();
      var _ = context.close();
    }
  }

  private void end() {
    ended = true;
    LockSupport.unpark(waiting);
  }
}
