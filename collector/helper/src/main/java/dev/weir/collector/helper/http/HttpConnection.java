package dev.weir.collector.helper.http;

import dev.weir.collector.api.MemoryBudget;
import dev.weir.otlp.wire.ByteRange;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection: its requests, one after the other. Everything runs on the connection's event loop,
/// except that a handler that may wait runs on a virtual thread meanwhile.
///
///     CONNECTED -> HEADERS -> BODY -> WORKING ( -> STREAMING) -> IDLE -> HEADERS ...
///                     |        |
///                     +--------+--> SKIPPING (answered already) -> IDLE
///                     +--------+--> CLOSING
final class HttpConnection extends ChannelInboundHandlerAdapter {

  /// What a connection is doing.
  enum State {
    CONNECTED,
    IDLE,
    HEADERS,
    BODY,
    WORKING,
    STREAMING,
    SKIPPING,
    CLOSING
  }

  /// What happens to a connection after an answer. A client that may still be sending would lose
  /// the answer if the connection were closed at once.
  private enum Then {
    GO_ON,
    CLOSE,
    LINGER
  }

  /// A rest of a body that is read and thrown away so that the connection can go on.
  private static final int MAX_SKIPPED = 256 << 10;

  /// How long a client that is still sending may take to read its answer.
  private static final int LINGER_MILLIS = 500;

  private final HttpServer server;
  private final HttpDispatch dispatch;
  private final MemoryBudget memory;
  private final Channel channel;
  private final @Nullable String peerAddress;
  private final Queue<Object> waiting = new ArrayDeque<>();

  // written on the event loop, read by the watch over slow clients
  private volatile State state = State.CONNECTED;
  private volatile long stateSince = System.nanoTime();
  private volatile long requestSince = stateSince;
  private volatile int received;

  private @Nullable HttpRequest request;
  private @Nullable HttpPlan plan;
  private @Nullable HttpBody body;
  private HttpVersion version = HttpVersion.HTTP_1_1;
  private boolean keepAlive;
  private int skipped;

  /// Works for this client alone, and is interrupted when the client goes; or null.
  private volatile @Nullable Thread worker;

  HttpConnection(HttpServer server, Channel channel, @Nullable String peerAddress) {
    this.server = server;
    this.dispatch = server.dispatch();
    this.memory = dispatch.memory().ofSender();
    this.channel = channel;
    this.peerAddress = peerAddress;
  }

  Channel channel() {
    return channel;
  }

  State state() {
    return state;
  }

  long stateSince() {
    return stateSince;
  }

  long requestSince() {
    return requestSince;
  }

  int received() {
    return received;
  }

  /// Bytes came, perhaps the first of a request.
  void bytesCame() {
    if (state == State.IDLE || state == State.CONNECTED) {
      become(State.HEADERS);
      requestSince = stateSince;
    }
  }

  private void become(State next) {
    stateSince = System.nanoTime();
    state = next;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (isBusy() || !waiting.isEmpty()) {
      waiting.add(message);
      channel.config().setAutoRead(false);
    } else {
      accept(message);
    }
  }

  private boolean isBusy() {
    return state == State.WORKING || state == State.STREAMING;
  }

  private void accept(Object message) {
    try {
      if (message instanceof io.netty.handler.codec.http.HttpRequest head) {
        head(head);
      }
      if (message instanceof HttpContent content) {
        content(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void head(io.netty.handler.codec.http.HttpRequest head) {
    if (state == State.CLOSING) {
      return;
    }
    bytesCame();
    version = head.protocolVersion();
    request =
        new HttpRequest(
            head.method().name(), head.uri(), head.headers(), peerAddress, server.metadata());
    keepAlive = HttpUtil.isKeepAlive(head) && server.keepsAlive();
    HttpResponse malformed = HttpMalformed.check(head);
    if (malformed != null) {
      answerAndClose(malformed);
      return;
    }
    long contentLength = HttpUtil.getContentLength(head, -1L);
    long declared = HttpUtil.isTransferEncodingChunked(head) ? -1 : Math.max(0, contentLength);
    begin(dispatch.plan(request, declared), declared, HttpUtil.is100ContinueExpected(head));
  }

  private void begin(HttpPlan decided, long declared, boolean clientWaits) {
    HttpRequest current = Objects.requireNonNull(request);
    plan = decided;
    HttpResponse answer = decided.answer();
    if (answer == null) {
      HttpBody fresh = HttpBody.of(memory, declared, dispatch.maxBody);
      if (fresh.admit()) {
        read(fresh, clientWaits);
        return;
      }
      answer = dispatch.noMemory(decided, current);
    }
    if (clientWaits || declared > MAX_SKIPPED) {
      answerAndClose(answer);
    } else {
      answerAndSkip(answer);
    }
  }

  private void read(HttpBody fresh, boolean clientWaits) {
    body = fresh;
    received = 0;
    become(State.BODY);
    if (clientWaits) {
      var _ =
          channel.writeAndFlush(
              new DefaultFullHttpResponse(
                  HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
  }

  private void content(HttpContent content) {
    switch (state) {
      case BODY -> append(content);
      case SKIPPING -> skip(content);
      default -> {} // closing: read so that the client reads its answer
    }
  }

  private void append(HttpContent content) {
    HttpBody current = Objects.requireNonNull(body);
    HttpRequest asked = Objects.requireNonNull(request);
    HttpPlan decided = Objects.requireNonNull(plan);
    if (content.decoderResult().isFailure()) {
      answerAndClose(decided.failed(asked, 400, "malformed chunked encoding"));
    } else if (!current.fits(content.content())) {
      answerAndClose(decided.failed(asked, 400, HttpDispatch.TOO_LARGE));
    } else if (!current.append(content.content())) {
      answerAndClose(dispatch.noMemory(decided, asked));
    } else {
      received = current.length();
      if (content instanceof LastHttpContent) {
        work(decided, asked, current);
      }
    }
  }

  private void skip(HttpContent content) {
    skipped += content.content().readableBytes();
    if (skipped > MAX_SKIPPED) {
      become(State.CLOSING);
      closeSoon();
    } else if (content instanceof LastHttpContent) {
      become(State.IDLE);
    }
  }

  private void work(HttpPlan decided, HttpRequest asked, HttpBody whole) {
    ByteRange bytes = whole.range();
    become(State.WORKING);
    if (decided.handler().mayBlock()) {
      Thread thread =
          Thread.ofVirtual().name("weir-http").unstarted(() -> run(decided, asked, bytes));
      worker = decided.handler().endsWithClient() ? thread : null;
      thread.start();
    } else {
      doneInTime(decided, dispatch.run(decided, asked, bytes, memory));
    }
  }

  private void run(HttpPlan decided, HttpRequest asked, ByteRange bytes) {
    HttpResponse answer = dispatch.run(decided, asked, bytes, memory);
    HttpStream stream = answer.stream();
    if (stream == null) {
      channel.eventLoop().execute(() -> doneInTime(decided, answer));
      return;
    }
    channel.eventLoop().execute(() -> beginStream(answer));
    boolean isWhole = dispatch.write(stream, new HttpOutput(channel), asked);
    channel.eventLoop().execute(() -> endStream(isWhole));
  }

  /// HTTP/1.0 knows no chunks: there the end of the connection is the end of the body.
  private boolean isChunked() {
    return version.compareTo(HttpVersion.HTTP_1_1) >= 0;
  }

  private void beginStream(HttpResponse answer) {
    releaseBody();
    become(State.STREAMING);
    boolean goOn = keepAlive && server.keepsAlive() && isChunked();
    keepAlive = goOn;
    var response =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()));
    headers(response.headers(), decorated(answer), goOn);
    HttpUtil.setTransferEncodingChunked(response, isChunked());
    var _ = channel.writeAndFlush(response);
  }

  /// A body that is not whole ends with the connection, so that the client knows.
  private void endStream(boolean isWhole) {
    worker = null;
    boolean goOn = isWhole && keepAlive && server.keepsAlive();
    become(goOn ? State.IDLE : State.CLOSING);
    if (!isWhole) {
      close();
      return;
    }
    ChannelFuture end = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    if (goOn) {
      goOnWithWaiting();
    } else {
      end.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void doneInTime(HttpPlan decided, HttpResponse answer) {
    long delay = decided.handler().holdsSendersBack() ? memory.answerDelayNanos() : 0;
    if (delay == 0) {
      done(answer);
    } else {
      releaseBody();
      var _ = channel.eventLoop().schedule(() -> done(answer), delay, TimeUnit.NANOSECONDS);
    }
  }

  private void done(HttpResponse answer) {
    worker = null;
    releaseBody();
    boolean goOn = keepAlive && server.keepsAlive();
    become(goOn ? State.IDLE : State.CLOSING);
    write(answer, goOn ? Then.GO_ON : Then.CLOSE);
    if (goOn) {
      goOnWithWaiting();
    }
  }

  private void goOnWithWaiting() {
    Object next = isBusy() ? null : waiting.poll();
    while (next != null) {
      accept(next);
      next = isBusy() ? null : waiting.poll();
    }
    if (waiting.isEmpty() && !channel.config().isAutoRead()) {
      channel.config().setAutoRead(true);
    }
  }

  /// Answers before the body has come, which is then read and thrown away.
  private void answerAndSkip(HttpResponse answer) {
    if (!keepAlive) {
      answerAndClose(answer);
      return;
    }
    releaseBody();
    skipped = 0;
    become(State.SKIPPING);
    write(answer, Then.GO_ON);
  }

  private void answerAndClose(HttpResponse answer) {
    releaseBody();
    become(State.CLOSING);
    write(answer, Then.LINGER);
  }

  private void write(HttpResponse answer, Then then) {
    FullHttpResponse response = encode(answer, then == Then.GO_ON);
    switch (then) {
      case GO_ON -> {
        var _ = channel.writeAndFlush(response, channel.voidPromise());
      }
      case CLOSE -> channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
      case LINGER -> channel.writeAndFlush(response).addListener(_ -> closeSoon());
    }
  }

  private void closeSoon() {
    var _ = channel.eventLoop().schedule(this::close, LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void close() {
    var _ = channel.close();
  }

  private FullHttpResponse encode(HttpResponse plain, boolean goOn) {
    HttpResponse answer = decorated(plain);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(answer.body()));
    if (answer.status() != HttpResponseStatus.NO_CONTENT.code()) {
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
    }
    headers(response.headers(), answer, goOn);
    return response;
  }

  private HttpResponse decorated(HttpResponse plain) {
    return request == null ? plain : dispatch.decorate(request, plain);
  }

  private void headers(HttpHeaders headers, HttpResponse answer, boolean goOn) {
    if (!answer.contentType().isEmpty()) {
      headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
    }
    headers.set(HttpHeaderNames.DATE, server.date());
    answer.headers().forEach(headers::set);
    if (!goOn) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (!version.isKeepAliveDefault()) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
  }

  /// Gives up a client that is too slow. Runs on the event loop.
  void giveUp(String why) {
    HttpRequest asked = request;
    HttpPlan decided = plan;
    if (state == State.BODY && asked != null && decided != null) {
      answerAndClose(decided.failed(asked, 408, why));
    } else {
      var _ = channel.close();
    }
  }

  /// Closes the connection as soon as nothing is under way on it. Runs on the event loop.
  void finish() {
    keepAlive = false;
    if (state == State.STREAMING) {
      endWorker();
    }
    if (state == State.IDLE || state == State.CONNECTED) {
      var _ = channel.close();
    }
  }

  private void endWorker() {
    Thread working = worker;
    if (working != null) {
      working.interrupt();
    }
  }

  private void releaseBody() {
    if (body != null) {
      body.release();
      body = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (state != State.WORKING) {
      releaseBody();
    }
    endWorker();
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    server.closed(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
