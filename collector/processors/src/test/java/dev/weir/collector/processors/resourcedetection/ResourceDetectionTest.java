package dev.weir.collector.processors.resourcedetection;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.span;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.collector.api.Batch;
import dev.weir.collector.helper.export.RetryConfig;
import dev.weir.collector.processors.resourcedetection.ResourceDetectionConfig.Toggle;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceDetectionTest extends ProcessorContract<ResourceDetectionConfig> {
  private static final ResourceDetectionConfig DEFAULTS = ResourceDetectionConfig.defaults();

  @TempDir private Path root;
  private final Map<String, String> variables = new ConcurrentHashMap<>();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, String> asked = new ConcurrentHashMap<>();
  private final TestContext context = new TestContext("resourcedetection");
  private final RecordingConsumer next = new RecordingConsumer();
  private HttpServer server;
  private Surroundings surroundings;

  ResourceDetectionTest() {
    super(new ResourceDetectionFactory());
  }

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

  @Test
  void ec2_asksWithATokenAndReadsTags() throws IOException {
    ec2();
    answers.put("/latest/meta-data/tags/instance", "team\nother");
    answers.put("/latest/meta-data/tags/instance/team", "core");
    ResourceDetectionConfig config = ec2(List.of("^te"), on());

    assertThat(Detectors.make("ec2", config, surroundings).detect())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("cloud.provider", "aws"),
                Map.entry("cloud.platform", "aws_ec2"),
                Map.entry("cloud.region", "eu-west-1"),
                Map.entry("cloud.account.id", "123"),
                Map.entry("cloud.availability_zone", "eu-west-1a"),
                Map.entry("host.id", "i-1"),
                Map.entry("host.image.id", "ami-1"),
                Map.entry("host.type", "m5"),
                Map.entry("host.name", "ip-1"),
                Map.entry("ec2.tag.team", "core")));
    assertThat(asked.get("/latest/meta-data/hostname")).contains("T0KEN");
  }

  @Test
  void attributes_canBeSwitchedOff() throws IOException {
    ec2();
    ResourceDetectionConfig config = ec2(List.of(), Map.of("host.id", new Toggle(false)));

    assertThat(Detectors.make("ec2", config, surroundings).detect())
        .doesNotContainKey("host.id")
        .containsKey("host.type");
  }

  @Test
  void eks_isFoundByThePodsVariables() throws IOException {
    assertThat(detect("eks")).isEmpty();
    variables.put("KUBERNETES_SERVICE_HOST", "127.0.0.1");
    variables.put(
        "AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/secrets/eks.amazonaws.com/serviceaccount/token");

    assertThat(detect("eks"))
        .isEqualTo(Map.of("cloud.provider", "aws", "cloud.platform", "aws_eks"));
  }

  @Test
  void ecs_describesTaskAndLog() throws IOException {
    variables.put("ECS_CONTAINER_METADATA_URI_V4", url() + "/v4/x");
    answers.put(
        "/v4/x/task",
        "{\"Cluster\":\"prod\",\"TaskARN\":\"arn:aws:ecs:eu-west-1:123:task/prod/t1\","
            + "\"Family\":\"web\",\"Revision\":\"7\",\"AvailabilityZone\":\"eu-west-1a\","
            + "\"LaunchType\":\"FARGATE\"}");
    answers.put(
        "/v4/x",
        "{\"LogDriver\":\"awslogs\",\"LogOptions\":{\"awslogs-group\":\"g\","
            + "\"awslogs-region\":\"eu-west-1\",\"awslogs-stream\":\"s\"}}");

    assertThat(detect("ecs"))
        .containsEntry("aws.ecs.task.id", "t1")
        .containsEntry("aws.ecs.cluster.arn", "arn:aws:ecs:eu-west-1:123:cluster/prod")
        .containsEntry("aws.ecs.launchtype", "fargate")
        .containsEntry("cloud.account.id", "123")
        .containsEntry("aws.log.group.arns", List.of("arn:aws:logs:eu-west-1:123:log-group:g"));
  }

  @Test
  void gcp_describesAnInstance_aClusterAndAService() throws IOException {
    variables.put("GCE_METADATA_HOST", "127.0.0.1:" + server.getAddress().getPort());
    String base = "/computeMetadata/v1/";
    answers.put(base + "project/project-id", "p1");
    answers.put(base + "instance/id", "42");
    answers.put(base + "instance/name", "vm-1");
    answers.put(base + "instance/zone", "projects/1/zones/europe-west1-b");
    answers.put(base + "instance/region", "projects/1/regions/europe-west1");
    answers.put(base + "instance/machine-type", "projects/1/machineTypes/e2-small");
    answers.put(
        base + "instance/attributes/created-by", "projects/1/zones/z/instanceGroupManagers/m");
    assertThat(detect("gcp"))
        .isEqualTo(
            Map.of(
                "cloud.provider", "gcp",
                "cloud.account.id", "p1",
                "cloud.platform", "gcp_compute_engine",
                "host.type", "e2-small",
                "host.id", "42",
                "host.name", "vm-1",
                "cloud.availability_zone", "europe-west1-b",
                "cloud.region", "europe-west1",
                "gcp.gce.instance_group_manager.name", "m",
                "gcp.gce.instance_group_manager.zone", "z"));
    assertThat(asked.get(base + "instance/id")).contains("Google");

    variables.put("K_SERVICE", "svc");
    assertThat(detect("gcp"))
        .containsEntry("cloud.platform", "gcp_cloud_run")
        .containsEntry("faas.name", "svc");

    variables.put("KUBERNETES_SERVICE_HOST", "x");
    answers.put(base + "instance/attributes/cluster-name", "c1");
    answers.put(base + "instance/attributes/cluster-location", "europe-west1");
    assertThat(detect("gcp"))
        .containsEntry("cloud.platform", "gcp_kubernetes_engine")
        .containsEntry("cloud.region", "europe-west1")
        .containsEntry("k8s.cluster.name", "c1");
  }

  @Test
  void azure_describesTheMachine() throws IOException {
    answers.put(
        "/metadata/instance/compute",
        "{\"name\":\"vm\",\"vmId\":\"id\",\"location\":\"westeurope\",\"vmSize\":\"D2\","
            + "\"subscriptionId\":\"s\",\"resourceGroupName\":\"rg\",\"zone\":\"1\","
            + "\"vmScaleSetName\":\"\",\"osProfile\":{\"computerName\":\"host\"},"
            + "\"tagsList\":[{\"name\":\"team\",\"value\":\"core\"}]}");

    assertThat(detect("azure"))
        .isEqualTo(
            Map.of(
                "cloud.provider", "azure",
                "cloud.platform", "azure_vm",
                "host.name", "host",
                "cloud.region", "westeurope",
                "host.id", "id",
                "cloud.account.id", "s",
                "azure.vm.name", "vm",
                "azure.vm.size", "D2",
                "azure.resourcegroup.name", "rg"));
  }

  @Test
  void damagedAnswers_areErrorsAndNothingElse() {
    for (String answer :
        List.of("", "{", "[1]", "{\"a\":", "nope", "{\"a\" 1}", "\u0000", "{\"\\u12")) {
      answers.put("/metadata/instance/compute", answer);
      assertThatThrownBy(() -> detect("azure")).as(answer).isInstanceOf(IOException.class);
    }
  }

  @Test
  void resources_getWhatIsMissing_orEverythingWithOverride() {
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "service.name=other,env=prod");
    ExportTraceServiceRequest given =
        TestData.spansRequest(TestData.resource("shop", attribute("x", 1)), span("a", 1))
            .toBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().setSchemaUrl("s"))
            .build();

    run(detectors(true, "env"), TestData.batch(given));
    run(detectors(false, "env"), TestData.batch(given));

    assertThat(next.resources().stream().map(Resource::getAttributesList))
        .containsExactly(
            List.of(
                attribute("x", 1), attribute("service.name", "other"), attribute("env", "prod")),
            List.of(attribute("service.name", "other"), attribute("env", "prod")),
            List.of(attribute("service.name", "shop"), attribute("x", 1), attribute("env", "prod")),
            List.of(attribute("service.name", "other"), attribute("env", "prod")));
    ExportTraceServiceRequest.Builder back = next.traces().getFirst().toBuilder();
    back.getResourceSpansBuilder(0).setResource(given.getResourceSpans(0).getResource());
    back.getResourceSpansBuilder(1).clearResource();
    assertThat(back.build()).isEqualTo(given);
  }

  @Test
  void schemaUrl_isSetWhereThereIsNone() {
    file("/proc/sys/kernel/hostname", "node-1");
    ExportTraceServiceRequest.Builder given =
        TestData.spansRequest(TestData.resource("shop"), span("a", 1)).toBuilder();
    given.getResourceSpansBuilder(0).clearSchemaUrl();
    run(detectors(true, "system"), TestData.batch(given.build()));

    assertThat(next.traces().getFirst().getResourceSpans(0).getSchemaUrl())
        .startsWith("https://opentelemetry.io/schemas/");
  }

  @Test
  void firstDetectorThatKnowsAnAttribute_wins() {
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "host.name=mine");
    ec2();
    run(detectors(true, "env", "ec2"), TestData.batch(Signal.LOGS, 1));

    assertThat(next.resources().getFirst().getAttributesList())
        .contains(attribute("host.name", "mine"), attribute("host.id", "i-1"));
    assertThat(context.telemetry().value("otelcol_resourcedetection_attributes_detected"))
        .isEqualTo(9);
  }

  @Test
  void serviceThatNeverAnswers_doesNotHoldUpTheStart() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      variables.put(
          "AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort());
      surroundings = surroundings(Duration.ofSeconds(20));
      long start = System.nanoTime();
      Detection detection = new Detection(detectors(true, "ec2"), surroundings, context);
      detection.start();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      detection.stop(soon());
    }
  }

  @Test
  void failure_isReported_andMendedInTheBackground() {
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "nonsense");
    Detection detection = new Detection(detectors(true, "env"), surroundings, context);
    detection.start();
    assertThat(detection.detected().size()).isZero();
    assertThat(
            context
                .telemetry()
                .value("otelcol_resourcedetection_detector_results", "outcome", "failure"))
        .isPositive();

    variables.put("OTEL_RESOURCE_ATTRIBUTES", "a=1");
    await().until(() -> detection.detected().size() == 1);
    detection.stop(soon());
  }

  @Test
  void missingService_isAFailureOnlyIfItMustBeThere() {
    Detection lax = new Detection(detectors(true, "azure"), surroundings, context);
    lax.start();
    lax.stop(soon());
    assertThat(
            context
                .telemetry()
                .value("otelcol_resourcedetection_detector_results", "outcome", "failure"))
        .isZero();

    ResourceDetectionConfig strict = copy(List.of("azure"), true, true, Duration.ZERO);
    Detection detection = new Detection(strict, surroundings, context);
    detection.start();
    detection.stop(soon());
    assertThat(
            context
                .telemetry()
                .value("otelcol_resourcedetection_detector_results", "outcome", "failure"))
        .isPositive();
  }

  @Test
  void refresh_takesWhatChanged() {
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "a=1");
    Detection detection =
        new Detection(
            copy(List.of("env"), true, false, Duration.ofMillis(20)), surroundings, context);
    detection.start();
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "a=1,b=2");
    await().until(() -> detection.detected().size() == 2);
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "broken");
    await()
        .until(() ->
            context
                    .telemetry()
                    .value("otelcol_resourcedetection_detector_results", "outcome", "failure")
                > 0);

    assertThat(detection.detected().size()).isEqualTo(2);
    detection.stop(soon());
  }

  @Test
  void settingsThatCannotWork_areReported() {
    assertThat(TestProblems.of(detectors(true, "env", "moon")).settings())
        .containsExactly("detectors");
    assertThat(TestProblems.of(kubernetes("tls")).settings()).containsExactly("k8snode::auth_type");
    assertThat(TestProblems.of(system(List.of("telepathy"))).settings())
        .containsExactly("system::hostname_sources");
    assertThat(TestProblems.of(ec2(List.of("("), on())).settings()).containsExactly("ec2::tags");
  }

  private Map<String, Object> detect(String name) throws IOException {
    return Detectors.make(name, DEFAULTS, surroundings).detect();
  }

  private void run(ResourceDetectionConfig config, Batch batch) {
    Detection detection = new Detection(config, surroundings, context);
    ResourceDetectionProcessor processor = new ResourceDetectionProcessor(detection, next);
    processor.start();
    processor.consume(batch);
    processor.shutdown(soon());
  }

  private void ec2() {
    variables.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", url());
    answers.put("/latest/api/token", "T0KEN");
    answers.put("/latest/meta-data/hostname", "ip-1");
    answers.put(
        "/latest/dynamic/instance-identity/document",
        "{\"region\":\"eu-west-1\",\"accountId\":\"123\",\"availabilityZone\":\"eu-west-1a\","
            + "\"instanceId\":\"i-1\",\"imageId\":\"ami-1\",\"instanceType\":\"m5\"}");
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Surroundings surroundings(Duration timeout) {
    return new Surroundings(variables::get, root, url(), new MetadataClient(timeout));
  }

  private void file(String absolute, String content) {
    Path file = root.resolve(absolute.substring(1));
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
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

  private static void serve(ServerSocketChannel daemon, String body) {
    try (SocketChannel client = daemon.accept()) {
      client.read(ByteBuffer.allocate(4096));
      client.write(ByteBuffer.wrap(("HTTP/1.0 200 OK\r\n\r\n" + body).getBytes(UTF_8)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Toggle> on(String... attributes) {
    Map<String, Toggle> toggles = new HashMap<>();
    for (String attribute : attributes) {
      toggles.put(attribute, new Toggle(true));
    }
    return toggles;
  }

  private static ResourceDetectionConfig detectors(boolean override, String... names) {
    return copy(List.of(names), override, false, Duration.ZERO);
  }

  private static ResourceDetectionConfig copy(
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

  private static ResourceDetectionConfig system(List<String> sources, String... attributes) {
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

  private static ResourceDetectionConfig with(ResourceDetectionConfig.Section docker) {
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

  private static ResourceDetectionConfig kubernetes(String auth) {
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

  private static ResourceDetectionConfig ec2(List<String> tags, Map<String, Toggle> toggles) {
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

  private static ResourceDetectionConfig of(
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
        Duration.ofMillis(500),
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
