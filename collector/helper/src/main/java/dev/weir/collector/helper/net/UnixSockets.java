package dev.weir.collector.helper.net;

import dev.weir.collector.api.StartException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// The files of unix sockets, which outlive their process.
public final class UnixSockets {
  private UnixSockets() {}

  /// Makes a path ready to be listened on: a socket on which nobody listens any more is deleted.
  ///
  /// @param setting the path of the setting that chooses the address, for messages
  /// @throws StartException when something else is there, which then stays
  public static void prepare(ListenAddress address, String setting) {
    Path file = Path.of(address.endpoint());
    if (!address.isUnix() || !Files.exists(file)) {
      return;
    }
    if (!isSocket(file)) {
      throw new StartException(
          "endpoint \""
              + file
              + "\" is a file that is no socket; choose another path with "
              + setting);
    }
    try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      throw BindFailure.of(address, new BindException("Address already in use"), setting);
    } catch (ConnectException refused) {
      delete(address);
    } catch (IOException e) {
      throw BindFailure.of(address, e, setting);
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
