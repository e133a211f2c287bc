package dev.weir.collector.processors.resourcedetection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.collector.api.Deadline;
import dev.weir.collector.helper.export.RetryConfig;
import dev.weir.collector.helper.http.HttpClientConfig;
import dev.weir.collector.processors.resourcedetection.ResourceDetectionConfig.Toggle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What detectors look at: variables, files and a service that answers as it is told.
abstract class DetectorFixture {
  static final ResourceDetectionConfig DEFAULTS = ResourceDetectionConfig.defaults();

  @TempDir Path root;
  final Map<String, String> variables = new ConcurrentHashMap<>();
  final Map<String, String> answers = new ConcurrentHashMap<>();
  final Map<String, String> asked = new ConcurrentHashMap<>();
  Surroundings surroundings;
  HttpServer server;

  @BeforeEach
  void startService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    surroundings = surroundings(Duration.ofSeconds(5));
  }

  @AfterEach
  void stopService() {
    server.stop(0);
  }

  Map<String, Object> detect(String name) throws IOException {
    return Detectors.make(name, DEFAULTS, surroundings).detect();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Surroundings surroundings(Duration timeout) {
    return new Surroundings(variables::get, root, url(), new MetadataClient(timeout));
  }

  void file(String absolute, String content) {
    Path file = root.resolve(absolute.substring(1));
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void ec2() {
    variables.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", url());
    answers.put("/latest/api/token", "T0KEN");
    answers.put("/latest/meta-data/hostname", "ip-1");
    answers.put(
        "/latest/dynamic/instance-identity/document",
        "{\"region\":\"eu-west-1\",\"accountId\":\"123\",\"availabilityZone\":\"eu-west-1a\","
            + "\"instanceId\":\"i-1\",\"imageId\":\"ami-1\",\"instanceType\":\"m5\"}");
  }

  static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(10));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.put(path, exchange.getRequestHeaders().values().toString());
    byte[] body = answers.getOrDefault(path, "").getBytes(UTF_8);
    boolean known = answers.containsKey(path);
    exchange.sendResponseHeaders(known ? 200 : 404, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  static Map<String, Toggle> on(String... attributes) {
    Map<String, Toggle> toggles = new HashMap<>();
    for (String attribute : attributes) {
      toggles.put(attribute, new Toggle(true));
    }
    return toggles;
  }

  static ResourceDetectionConfig detectors(boolean override, String... names) {
    return copy(List.of(names), override, false, Duration.ZERO);
  }

  static ResourceDetectionConfig copy(
      List<String> detectors, boolean override, boolean fail, Duration refresh) {
    return of(
        detectors,
        override,
        fail,
        refresh,
        DEFAULTS.system(),
        DEFAULTS.docker(),
        DEFAULTS.k8snode(),
        DEFAULTS.ec2());
  }

  static ResourceDetectionConfig system(List<String> sources, String... attributes) {
    return of(
        List.of("system"),
        true,
        false,
        Duration.ZERO,
        new ResourceDetectionConfig.SystemSection(sources, on(attributes)),
        DEFAULTS.docker(),
        DEFAULTS.k8snode(),
        DEFAULTS.ec2());
  }

  static ResourceDetectionConfig with(ResourceDetectionConfig.Section docker) {
    return of(
        List.of("docker"),
        true,
        false,
        Duration.ZERO,
        DEFAULTS.system(),
        docker,
        DEFAULTS.k8snode(),
        DEFAULTS.ec2());
  }

  static ResourceDetectionConfig kubernetes(String auth) {
    return of(
        List.of("k8snode"),
        true,
        false,
        Duration.ZERO,
        DEFAULTS.system(),
        DEFAULTS.docker(),
        new ResourceDetectionConfig.Kubernetes(auth, "", Map.of()),
        DEFAULTS.ec2());
  }

  static ResourceDetectionConfig ec2(List<String> tags, Map<String, Toggle> toggles) {
    return of(
        List.of("ec2"),
        true,
        false,
        Duration.ZERO,
        DEFAULTS.system(),
        DEFAULTS.docker(),
        DEFAULTS.k8snode(),
        new ResourceDetectionConfig.Ec2(tags, 3, Duration.ofSeconds(1), false, true, toggles));
  }

  static ResourceDetectionConfig of(
      List<String> detectors,
      boolean override,
      boolean fail,
      Duration refresh,
      ResourceDetectionConfig.SystemSection system,
      ResourceDetectionConfig.Section docker,
      ResourceDetectionConfig.Kubernetes k8snode,
      ResourceDetectionConfig.Ec2 ec2) {
    return new ResourceDetectionConfig(
        detectors,
        override,
        List.of(),
        HttpClientConfig.defaults("", Duration.ofMillis(500)),
        refresh,
        fail,
        new RetryConfig(true, Duration.ofMillis(20), 0.5, 2, Duration.ofMillis(50), Duration.ZERO),
        system,
        docker,
        k8snode,
        DEFAULTS.k8sApi(),
        ec2,
        DEFAULTS.eks(),
        DEFAULTS.ecs(),
        DEFAULTS.gcp(),
        DEFAULTS.azure());
  }
}
