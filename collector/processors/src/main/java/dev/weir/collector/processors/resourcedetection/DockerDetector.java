package dev.weir.collector.processors.resourcedetection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;

/// `docker`: what the Docker daemon says of the host, and of this container. `DOCKER_HOST` says
/// where it listens.
final class DockerDetector implements Detector {
  private static final int MAX_ANSWER = 4 << 20;

  private final Surroundings surroundings;
  private final Found wanted;

  DockerDetector(Surroundings surroundings, Found wanted) {
    this.surroundings = surroundings;
    this.wanted = wanted;
  }

  @Override
  public Map<String, Object> detect() throws IOException {
    Map<?, ?> info = Json.object(get("/info"));
    wanted.put("host.name", Json.text(info, "Name")).put("os.type", Json.text(info, "OSType"));
    if (wanted.wants("container.name") || wanted.wants("container.image.name")) {
      String self = surroundings.variable("HOSTNAME", InetAddress.getLocalHost().getHostName());
      Map<?, ?> container = Json.object(get("/containers/" + self + "/json"));
      wanted
          .put("container.name", Json.text(container, "Name").replaceFirst("^/", ""))
          .put("container.image.name", Json.text(container, "Config", "Image"));
    }
    return wanted.attributes();
  }

  private String get(String path) throws IOException {
    String host = surroundings.variable("DOCKER_HOST", "unix:///var/run/docker.sock");
    if (host.startsWith("unix://")) {
      return getFromSocket(host.substring("unix://".length()), path);
    }
    String url = host.startsWith("tcp://") ? "http://" + host.substring(6) : host;
    return surroundings.client().get(url + path, Map.of());
  }

  /// HTTP/1.0, so that the answer ends with the connection and is not in chunks.
  private String getFromSocket(String socket, String path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(surroundings.path(socket)));
      channel.write(
          ByteBuffer.wrap(("GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n").getBytes(UTF_8)));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      ByteBuffer piece = ByteBuffer.allocate(8192);
      while (channel.read(piece.clear()) >= 0) {
        answer.write(piece.array(), 0, piece.position());
        if (answer.size() > MAX_ANSWER) {
          throw new IOException("Docker answers more than " + MAX_ANSWER + " bytes");
        }
      }
      return body(path, answer.toString(UTF_8));
    }
  }

  private static String body(String path, String answer) throws IOException {
    int end = answer.indexOf("\r\n\r\n");
    String status = answer.lines().findFirst().orElse("");
    if (end < 0 || !status.matches("HTTP/1\\.[01] 200.*")) {
      throw new IOException("Docker answers " + path + " with \"" + status + "\"");
    }
    return answer.substring(end + 4);
  }
}
