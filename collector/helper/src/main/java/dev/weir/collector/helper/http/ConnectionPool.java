package dev.weir.collector.helper.http;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The connections to one origin. Those of HTTP/1.1 are used by one caller at a time, the most
/// recently used first; that of HTTP/2 by all.
final class ConnectionPool {
  private final Connector connector;
  private final int maxIdle;
  private final @Nullable Semaphore permits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<ClientConnection> idle = new ArrayDeque<>();
  private final Set<ClientConnection> open = new HashSet<>();
  private @Nullable ClientConnection shared;
  private boolean closed;

  /// @param maxIdle connections kept; 0 for none
  /// @param maxOpen connections at the same time; 0 for no limit
  ConnectionPool(Connector connector, int maxIdle, int maxOpen) {
    this.connector = connector;
    this.maxIdle = maxIdle;
    this.permits = maxOpen == 0 ? null : new Semaphore(maxOpen);
  }

  /// A connection that was used before, or null when there is none or `fresh` is true; then a new
  /// one has to be made with [#connect].
  @Nullable ClientConnection reuse() {
    lock.lock();
    try {
      if (shared != null && shared.isOpen()) {
        return shared;
      }
      for (ClientConnection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
        if (next.isOpen()) {
          return next;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until there may be one connection more, when their number is limited.
  void enter(long deadlineNanos) throws IOException {
    try {
      if (permits != null
          && !permits.tryAcquire(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new IOException("max_conns_per_host connections are busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a connection", e);
    }
  }

  void leave() {
    if (permits != null) {
      permits.release();
    }
  }

  /// Makes a connection.
  ClientConnection connect(long deadlineNanos) throws IOException {
    ClientConnection made = connector.connect(deadlineNanos);
    lock.lock();
    try {
      if (closed) {
        made.close();
        throw new IOException("the client is closed");
      }
      open.add(made);
      if (made.isShared()) {
        shared = made;
      }
    } finally {
      lock.unlock();
    }
    made.channel().closeFuture().addListener(_ -> forget(made));
    return made;
  }

  /// Takes a connection back after an exchange.
  void release(ClientConnection connection, boolean reusable) {
    if (connection.isShared()) {
      return;
    }
    lock.lock();
    try {
      if (reusable && !closed && idle.size() < maxIdle && connection.isOpen()) {
        idle.addFirst(connection);
        return;
      }
    } finally {
      lock.unlock();
    }
    connection.close();
  }

  void close() {
    Set<ClientConnection> all;
    lock.lock();
    try {
      closed = true;
      all = Set.copyOf(open);
    } finally {
      lock.unlock();
    }
    all.forEach(ClientConnection::close);
  }

  private void forget(ClientConnection connection) {
    lock.lock();
    try {
      open.remove(connection);
      idle.remove(connection);
      if (connection.equals(shared)) {
        shared = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
