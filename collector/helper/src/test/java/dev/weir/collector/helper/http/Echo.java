package dev.weir.collector.helper.http;

import java.util.concurrent.CountDownLatch;

/// Answers with the body that came.
final class Echo implements HttpHandler {
  private final boolean mayBlock;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile CountDownLatch entered = new CountDownLatch(0);
  volatile Thread caller = Thread.currentThread();
  volatile boolean sawEncoded;

  Echo(boolean mayBlock) {
    this.mayBlock = mayBlock;
  }

  /// Lets the next request wait until [#release].
  Echo hold() {
    gate = new CountDownLatch(1);
    entered = new CountDownLatch(1);
    return this;
  }

  void awaitRequest() throws InterruptedException {
    entered.await();
  }

  void release() {
    gate.countDown();
  }

  @Override
  public boolean mayBlock() {
    return mayBlock;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    caller = Thread.currentThread();
    sawEncoded = request.encoded() != null;
    entered.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return HttpResponse.of(200, "text/plain", request.body().toByteArray());
  }
}
