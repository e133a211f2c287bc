package dev.weir.collector.processors.resourcedetection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDetectorsTest extends DetectorFixture {
  @Test
  void env_readsPairsAndRefusesOthers() throws IOException {
    variables.put("OTEL_RESOURCE_ATTRIBUTES", " a=1, b = x%20y ,c=,");
    assertThat(detect("env")).isEqualTo(Map.of("a", "1", "b", "x y", "c", ""));

    variables.remove("OTEL_RESOURCE_ATTRIBUTES");
    variables.put("OTEL_RESOURCE", "old=1");
    assertThat(detect("env")).isEqualTo(Map.of("old", "1"));

    variables.put("OTEL_RESOURCE_ATTRIBUTES", "a=1,nonsense");
    assertThatThrownBy(() -> detect("env")).hasMessageContaining("nonsense");
  }

  /// What the Go Collector 0.159 reads, but for the last three, which it reads with keys such as
  /// `,a` or refuses.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a=1                        | {a=1}",
        "a=1, b = two words ,c=3    | {a=1, b=two words, c=3}",
        "a=x%20y%2C%3D              | {a=x y,=}",
        "f==                        | {f==}",
        "f=a=b                      | {f=a=b}",
        "e=\"q\",x=1                | {e=\"q\", x=1}",
        "a=                         | {a=}",
        "a=1,                       | {a=1}",
        "a=1;b=2                    | {a=1;b=2}",
        "a='q'                      | {a='q'}",
        "a=\"un                     | {a=\"un}",
        "a=1,a=2                    | {a=2}",
        "a=%22q%22                  | {a=\"q\"}",
        "a=x+y                      | {a=x y}",
        "a b=1                      | {a b=1}",
        "` `                        | {}",
        ",a=1                       | {a=1}",
        "a=1,,b=2                   | {a=1, b=2}",
        "g=é                        | {g=é}"
      })
  void env_readsWhatTheGoCollectorReads(String text, String attributes) throws IOException {
    variables.put("OTEL_RESOURCE_ATTRIBUTES", text);

    assertThat(new TreeMap<>(detect("env"))).hasToString(attributes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"=v", "a", "a=1,b", "a=%zz", "e=\"q,r\""})
  void env_refusesWhatTheGoCollectorRefuses(String text) {
    variables.put("OTEL_RESOURCE_ATTRIBUTES", text);

    assertThatThrownBy(() -> detect("env")).hasMessageContaining("OTEL_RESOURCE_ATTRIBUTES has");
  }

  @Test
  void system_findsTheHostAndWhatElseIsWanted() throws IOException {
    file("/proc/sys/kernel/hostname", "node-1\n");
    file("/etc/machine-id", "4d1\n");
    file("/etc/os-release", "ID=debian\nVERSION_ID=\"13\"\nPRETTY_NAME=\"Debian 13\"\n");
    file("/etc/debian_version", "13.1\n");
    file("/proc/sys/kernel/ostype", "Linux\n");
    file("/proc/sys/kernel/osrelease", "6.18\n");
    file("/proc/sys/kernel/version", "#1 SMP\n");
    file("/proc/cpuinfo", "vendor_id\t: X\nmodel\t: 7\ncache size\t: 512 KB\n\nvendor_id : Y\n");
    assertThat(detect("system")).containsOnlyKeys("host.name", "os.type");

    ResourceDetectionConfig all =
        system(
            List.of("os"),
            "host.id",
            "os.name",
            "os.version",
            "os.build.id",
            "os.description",
            "host.cpu.vendor.id",
            "host.cpu.model.id",
            "host.cpu.cache.l2.size",
            "host.interface",
            "host.ip",
            "host.arch");
    assertThat(Detectors.make("system", all, surroundings).detect())
        .containsEntry("host.name", "node-1")
        .containsEntry("host.id", "4d1")
        .containsEntry("os.name", "debian")
        .containsEntry("os.version", "13.1")
        .containsEntry("os.build.id", "6.18")
        .containsEntry("host.cpu.vendor.id", "X")
        .containsEntry("host.cpu.model.id", "7")
        .containsEntry("host.cpu.cache.l2.size", 512L)
        .containsKeys("host.interface", "host.ip", "host.arch")
        .hasEntrySatisfying(
            "os.description",
            text -> assertThat((String) text).startsWith("Debian 13 (Linux node-1 6.18 #1 SMP "))
        .doesNotContainKeys("host.mac");
  }

  @ParameterizedTest
  @CsvSource({
    "rhel, 9.4, redhat, 9.4",
    "ubuntu, 24.04, ubuntu, 24.04",
    "alpine, 3.20.1, alpine, 3.20.1",
    "amzn, 2023, amazon, 2023"
  })
  void system_callsDistributionsAsTheGoCollectorDoes(
      String id, String version, String name, String shown) throws IOException {
    file("/proc/sys/kernel/hostname", "node-1");
    file("/etc/debian_version", id.equals("ubuntu") ? "trixie/sid" : "");
    file("/etc/os-release", "ID=\"" + id + "\"\nVERSION_ID=\"" + version + "\"\n");

    ResourceDetectionConfig all = system(List.of("os"), "os.name", "os.version");
    assertThat(Detectors.make("system", all, surroundings).detect())
        .containsEntry("os.name", name)
        .containsEntry("os.version", shown);
  }

  @Test
  void docker_asksTheDaemonOverItsSocket() throws IOException {
    variables.put("HOSTNAME", "c1");
    Files.createDirectories(root.resolve("run"));
    try (ServerSocketChannel daemon = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      daemon.bind(UnixDomainSocketAddress.of(root.resolve("run/docker.sock")));
      Thread.ofVirtual()
          .start(() -> {
            serve(daemon, "{\"Name\":\"node-1\",\"OSType\":\"linux\",\"Cpus\":[1,{\"a\":null}]}");
            serve(daemon, "{\"Name\":\"/web\",\"Config\":{\"Image\":\"nginx:1\"}}");
          });
      variables.put("DOCKER_HOST", "unix:///run/docker.sock");
      ResourceDetectionConfig config =
          with(new ResourceDetectionConfig.Section(on("container.name", "container.image.name")));

      assertThat(Detectors.make("docker", config, surroundings).detect())
          .isEqualTo(
              Map.of(
                  "host.name", "node-1",
                  "os.type", "linux",
                  "container.name", "web",
                  "container.image.name", "nginx:1"));
    }
  }

  @Test
  void k8snode_asksTheApi() throws IOException {
    assertThatThrownBy(() -> detect("k8snode")).hasMessageContaining("K8S_NODE_NAME");
    variables.put("K8S_NODE_NAME", "node-1");
    variables.put("KUBERNETES_SERVICE_HOST", "127.0.0.1");
    variables.put("KUBERNETES_SERVICE_PORT", String.valueOf(server.getAddress().getPort()));
    answers.put("/api/v1/nodes/node-1", "{\"metadata\":{\"uid\":\"u-1\"}}");
    answers.put("/api/v1/namespaces/kube-system", "{\"metadata\":{\"uid\":\"c-1\"}}");

    assertThat(Detectors.make("k8snode", kubernetes("none"), surroundings).detect())
        .isEqualTo(
            Map.of("k8s.node.name", "node-1", "k8s.node.uid", "u-1", "k8s.cluster.uid", "c-1"));
  }

  private static void serve(ServerSocketChannel daemon, String body) {
    try (SocketChannel client = daemon.accept()) {
      client.read(ByteBuffer.allocate(4096));
      client.write(ByteBuffer.wrap(("HTTP/1.0 200 OK\r\n\r\n" + body).getBytes(UTF_8)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
