package dev.weir.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// The running program, its pages in a browser, and what is sent meanwhile over OTLP.
class LivePagesInBrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  /// Of what is sent until it is seen. A second or two; more only where the machine is busy.
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir static Path folder;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static int otlp;
  private static int ui;
  private static WeirProcess weir;
  private static ChromeDriver driver;

  @BeforeAll
  static void start() throws IOException {
    if (System.getenv("CI") == null) {
      Assumptions.assumeTrue(
          Files.exists(CHROMIUM) && Files.exists(DRIVER),
          "wants Chromium: apt-get install chromium chromium-driver");
    }
    otlp = WeirProcess.freePort();
    ui = WeirProcess.freePort();
    Path config =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            receivers:
              otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}
            processors:
              batch: {timeout: 100ms}
            exporters:
              store: {acknowledge: received}
            service:
              telemetry: {metrics: {level: normal, readers: [{pull: {exporter: {prometheus: {host: localhost, port: %d}}}}]}}
              pipelines:
                traces: {receivers: [otlp], processors: [batch], exporters: [store]}
                logs: {receivers: [otlp], exporters: [store]}
                metrics: {receivers: [otlp], exporters: [store]}
            """
                .formatted(otlp, WeirProcess.freePort()));
    weir =
        WeirProcess.start(
            folder,
            "--config",
            config.toString(),
            "--ui",
            "localhost:" + ui,
            "--data",
            folder.resolve("data").toString());
    weir.awaitPorts(otlp, ui);
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1280,900");
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build(),
            options);
  }

  @AfterAll
  static void stop() {
    if (driver != null) {
      driver.quit();
    }
    if (weir != null) {
      weir.close();
    }
  }

  @Test
  void liveTraces_showASpanSoonAfterItWasSent() throws Exception {
    open("/traces?live=1");
    see("weir-traces .empty, weir-traces .traces-list");
    String name = send("traces");
    seeSoon(".traces-list .root", name);
  }

  @Test
  void liveTraces_withAQuery_showOnlyWhatMatches() throws Exception {
    String name = "wanted-" + UUID.randomUUID();
    open("/traces?live=1&q=name%3D%22" + name + "%22");
    see("weir-traces .empty");
    String other = send("traces");
    send("traces", name);
    seeSoon(".traces-list .root", name);
    assertThat(text("weir-traces")).doesNotContain(other);
  }

  @Test
  void liveLogs_showARecordSoonAfterItWasSent() throws Exception {
    open("/logs?live=1");
    see("weir-logs .empty, weir-logs .log");
    String body = send("logs");
    seeSoon(".log .body", body);
  }

  @Test
  void home_countsWhatArrives() throws Exception {
    send("traces");
    open("/");
    seeSoon("weir-home .list", "live-service");
    String service = "service-" + UUID.randomUUID();
    post("traces", spans(service, "first"));
    // Services are asked for again every few seconds while something arrives.
    until(
        service,
        Duration.ofSeconds(15),
        "return document.body.textContent.includes(arguments[0])",
        service);
  }

  @Test
  void pipelines_countAndShowWhatPassesATap() throws Exception {
    open("/pipelines");
    see("weir-pipelines .list tbody tr");
    String row =
        "[...document.querySelectorAll('weir-pipelines .list tbody tr')].find(r =>"
            + " r.textContent.includes('batch') && r.textContent.includes('store'))";
    until(
        "the tap",
        SOON,
        "const r = " + row + "; r?.querySelector('button').click(); return r != null");
    seeSoon(".side", "Waiting for the next batch");
    String name = send("traces");
    seeSoon(".tap pre", name);
    until(
        "its count",
        SOON,
        "return Number(" + row + ".querySelectorAll('td')[1].textContent.replaceAll(',', '')) > 0");
    assertThat(driver.getCurrentUrl()).contains("tap=");
  }

  @Test
  void data_areImportedFromADroppedFileAndDeletedWhenAsked() throws Exception {
    String name = "imported-" + UUID.randomUUID();
    open("/data");
    see("weir-data .drop");
    until(
        "the drop",
        SOON,
        """
        const data = new DataTransfer();
        data.items.add(new File([arguments[0]], 'spans.json', {type: 'application/json'}));
        document.querySelector('.drop').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
        return true\
        """,
        spans("imported-service", name));
    seeSoon("weir-data .event", "1 spans");
    until("the link", SOON, "document.querySelector('weir-data .event a').click(); return true");
    seeSoon(".traces-list .root", name);
    open("/data");
    until(
        "the question",
        SOON,
        "const b = [...document.querySelectorAll('weir-data button')].find(b => b.textContent.startsWith('Show what')); b?.click(); return b != null");
    see("weir-data button.danger");
    assertThat(text("weir-data .error-box")).contains("go for good");
    until(
        "the answer",
        SOON,
        "document.querySelector('weir-data button.danger').click(); return true");
    seeSoon("weir-data", "were deleted");
    open("/traces?q=name%3D%22" + name + "%22");
    see("weir-traces .empty");
  }

  @Test
  void hostileTelemetry_runsNoScriptOnAnyPage() throws Exception {
    String spans = HostileTelemetry.spans();
    post("traces", spans);
    post("logs", HostileTelemetry.logs());
    post("metrics", HostileTelemetry.metrics());
    String query = "?q=" + URLEncoder.encode(HostileTelemetry.QUERY, UTF_8);
    for (String page :
        List.of(
            "/" + query,
            "/traces" + query,
            "/traces" + query + "&by=name",
            "/trace/" + HostileTelemetry.TRACE + "?logs=1&span=" + HostileTelemetry.SPAN,
            "/trace/" + HostileTelemetry.TRACE + "?view=flame",
            "/trace/" + HostileTelemetry.TRACE + "?view=statistics",
            "/trace/" + HostileTelemetry.TRACE + "?view=json",
            "/compare?a=" + HostileTelemetry.TRACE + "&b=" + HostileTelemetry.TRACE,
            "/logs" + query,
            "/metrics?metric=" + URLEncoder.encode(HostileTelemetry.TEXT + "metric", UTF_8),
            "/services" + query,
            "/services/" + URLEncoder.encode(HostileTelemetry.TEXT, UTF_8).replace("+", "%20"),
            "/explore" + query + "&a=%7B%20status%20%3D%20error%20%7D")) {
      open(page);
      until(
          "something hostile on " + page,
          Duration.ofSeconds(20),
          "return document.querySelector('main').innerText.includes('onerror') ||"
              + " document.querySelector('weir-flame, weir-graph, weir-heatmap') != null");
      assertThat(driver.executeScript("return window.hacked ?? null")).as(page).isNull();
      assertThat(
              driver.executeScript(
                  "return document.querySelectorAll('main img, main script, main iframe').length"))
          .as(page)
          .isEqualTo(0L);
      assertThat(
              (Long)
                  driver.executeScript("return document.documentElement.scrollWidth - innerWidth"))
          .as("width of " + page)
          .isLessThanOrEqualTo(0L);
      assertThat(text("main")).as(page).doesNotContain("could not be loaded");
    }
  }

  @Test
  void openTrace_showsSpansThatArriveLater() throws Exception {
    String trace = UUID.randomUUID().toString().replace("-", "");
    post("traces", LargeTelemetry.partOfTrace(trace, 0, 3));
    await().untilAsserted(() -> assertThat(get("/api/v1/traces/" + trace)).contains("operation 2"));
    open("/trace/" + trace);
    seeSoon(".trace-head", "3 spans");
    post("traces", LargeTelemetry.partOfTrace(trace, 1, 3));
    seeSoon(".trace-head", "6 spans");
  }

  @Test
  void trace_of20000Spans_isSentStoredAndDrawn() throws Exception {
    String trace = UUID.randomUUID().toString().replace("-", "");
    for (int part = 0; part < 4; part++) {
      post("traces", LargeTelemetry.partOfTrace(trace, part, 5_000));
    }
    // The pipeline has acknowledged them, but batches them before they are stored.
    await()
        .untilAsserted(() ->
            assertThat(get("/api/v1/traces/" + trace + "/summary")).contains("\"spans\":20000"));
    long begin = System.nanoTime();
    open("/trace/" + trace);
    until(
        "20,000 spans",
        Duration.ofSeconds(20),
        "return document.querySelector('.trace-head')?.textContent.includes('20,000 spans') && document.querySelectorAll('.wf-row').length > 10");
    System.out.println(
        "a trace of 20,000 spans is drawn after "
            + (System.nanoTime() - begin) / 1_000_000
            + " ms");
    assertThat((Long) driver.executeScript("return document.querySelectorAll('.wf-row').length"))
        .isLessThan(100);
  }

  @Test
  void graph_of5000Services_isSentStoredAndDrawn() throws Exception {
    for (int part = 0; part < 5; part++) {
      post("traces", LargeTelemetry.services(part * 1_000, 1_000));
    }
    await()
        .untilAsserted(() ->
            assertThat(get("/api/v1/services?limit=10000&q=span.large%20%3D%20true"))
                .contains("service-4999"));
    long begin = System.nanoTime();
    open("/services?q=span.large%20%3D%20true");
    until(
        "5,000 services",
        Duration.ofSeconds(30),
        "return document.querySelector('weir-graph')?.dataset.drawn === '5000'");
    System.out.println(
        "a graph of 5,000 services is drawn after "
            + (System.nanoTime() - begin) / 1_000_000
            + " ms");
  }

  private static String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + ui + path)).build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }

  /// Sends one item of a name that was never used.
  private static String send(String signal) throws Exception {
    String name = signal + "-" + UUID.randomUUID();
    send(signal, name);
    return name;
  }

  private static void send(String signal, String name) throws Exception {
    post(signal, signal.equals("logs") ? log(name) : spans("live-service", name));
  }

  private static void post(String signal, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + otlp + "/v1/" + signal))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private static String spans(String service, String name) {
    long now = System.currentTimeMillis() * 1_000_000;
    String id = UUID.randomUUID().toString().replace("-", "");
    return """
    {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}}]},
    "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"%s","name":"%s","kind":2,"startTimeUnixNano":"%d","endTimeUnixNano":"%d"}]}]}]}
    """
        .formatted(service, id, id.substring(16), name, now - 1_000_000, now);
  }

  private static String log(String body) {
    return """
    {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"live-service"}}]},
    "scopeLogs":[{"logRecords":[{"timeUnixNano":"%d","severityNumber":9,"body":{"stringValue":"%s"}}]}]}]}
    """
        .formatted(System.currentTimeMillis() * 1_000_000, body);
  }

  private static void open(String path) {
    driver.get("http://localhost:" + ui + path);
  }

  private static void until(String what, Duration patience, String script, Object... arguments) {
    new WebDriverWait(driver, patience, Duration.ofMillis(20))
        .withMessage(() -> what + " in " + driver.getCurrentUrl() + ":\n" + text("main"))
        .ignoring(JavascriptException.class)
        .until(d -> Boolean.TRUE.equals(driver.executeScript(script, arguments)));
  }

  private static String text(String css) {
    return String.valueOf(
        driver.executeScript(
            "return document.querySelector(arguments[0])?.innerText.slice(0, 2000)", css));
  }

  private static void see(String css) {
    until(css, Duration.ofSeconds(20), "return document.querySelector(arguments[0]) != null", css);
  }

  private static void seeSoon(String css, String text) {
    until(
        "\"" + text + "\" in " + css,
        SOON,
        "return [...document.querySelectorAll(arguments[0])].some(e => e.textContent.includes(arguments[1]))",
        css,
        text);
  }
}
