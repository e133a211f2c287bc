package dev.weir.collector.helper.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// The files of unix sockets, which outlive their process.
public final class UnixSockets {
  private UnixSockets() {}

  /// Deletes the file of a socket on which nobody listens any more, so that it can be listened on.
  /// Any other file stays.
  public static void deleteStale(ListenAddress address) {
    if (!address.isUnix() || !isSocket(Path.of(address.endpoint()))) {
      return;
    }
    try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(address.endpoint()))) {
      return;
    } catch (ConnectException refused) {
      delete(address);
    } catch (IOException e) {
      // not ours: listening will say what is wrong
    }
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false;
    }
  }

  /// Deletes the file after the server has closed.
  public static void delete(ListenAddress address) {
    if (!address.isUnix()) {
      return;
    }
    try {
      Files.deleteIfExists(Path.of(address.endpoint()));
    } catch (IOException e) {
      // whoever listens there next finds it stale
    }
  }
}
