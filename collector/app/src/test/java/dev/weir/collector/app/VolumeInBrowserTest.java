package dev.weir.collector.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.BuildInfo;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.app.demo.DemoTraffic;
import dev.weir.collector.engine.Collector;
import dev.weir.collector.engine.config.CollectorConfig;
import dev.weir.collector.engine.config.ComponentFactories;
import dev.weir.collector.engine.config.ConfigLoader;
import dev.weir.collector.engine.config.Environment;
import dev.weir.collector.testkit.TestContext;
import dev.weir.query.PipelineView;
import dev.weir.query.QueryService;
import dev.weir.query.QuerySettings;
import dev.weir.store.Stores;
import dev.weir.store.TelemetryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// The pages "Volume" and "Try a statement" over a collector that runs, with the demo's traffic
/// passing it, in a real browser.
@NullUnmarked
class VolumeInBrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final String HOSTILE =
      "<img src=x onerror=window.hacked=1>'\\\"${env:HOME}\\u202e" + "w".repeat(300);

  /// So that only those see the hostile items who look for them.
  private static final Duration AHEAD = Duration.ofMinutes(30);

  private static Collector collector;
  private static DemoTraffic traffic;
  private static Thread sender;
  private static ChromeDriver driver;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    if (System.getenv("CI") == null) {
      Assumptions.assumeTrue(
          Files.exists(CHROMIUM) && Files.exists(DRIVER),
          "wants Chromium: apt-get install chromium chromium-driver");
    }
    int otlp = freePort();
    port = freePort();
    Ui.keepInMemory();
    ComponentFactories factories = ComponentFactories.load();
    CollectorConfig config =
        ConfigLoader.load(List.of(configuration(otlp)), List.of(), factories, Environment.system())
            .config()
            .orElseThrow();
    collector = new Collector(config, factories, new BuildInfo("weir", "test"));
    collector.start();
    ComponentConfig exporter = StoreUse.of(config).orElseThrow();
    UiOptions options = new UiOptions();
    options.endpoint = "127.0.0.1:" + port;
    Ui.open(collector, factories, exporter, options);
    URI endpoint = URI.create("http://127.0.0.1:" + otlp);
    traffic = new DemoTraffic(endpoint, 8, Duration.ofMinutes(6), Clock.systemUTC(), 7);
    traffic.history(Duration.ofMinutes(6));
    hostile(endpoint);
    sender =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                traffic.run();
              } catch (InterruptedException e) {
                // the test is over
              }
            });
    var chrome = new ChromeOptions();
    chrome.setBinary(CHROMIUM.toString());
    chrome.addArguments(
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
            chrome);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String configuration(int otlp) {
    return """
    yaml:receivers:
      otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}
    exporters:
      store: {directory: %s}
    service:
      telemetry: {metrics: {level: none}, logs: {level: error}}
      pipelines:
        traces: {receivers: [otlp], exporters: [store]}
        metrics: {receivers: [otlp], exporters: [store]}
        logs: {receivers: [otlp], exporters: [store]}
    """
        .formatted(otlp, UiOptions.EPHEMERAL_FOLDER);
  }

  /// A span, a log record and a metric whose names and attributes are of the worst kind.
  private static void hostile(URI endpoint) throws Exception {
    long now = Instant.now().plus(AHEAD).toEpochMilli() * 1_000_000;
    String attributes =
        "[{\"key\":\"%1$s\",\"value\":{\"stringValue\":\"%1$s\"}}]".formatted(HOSTILE);
    String resource =
        "{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"%s\"}}]},"
            .formatted(HOSTILE);
    post(
        endpoint.resolve("/v1/traces"),
        "{\"resourceSpans\":["
            + resource
            + "\"scopeSpans\":[{\"spans\":[{\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",\"spanId\":\"b7ad6b7169203331\",\"name\":\"%s\",\"startTimeUnixNano\":\"%d\",\"endTimeUnixNano\":\"%d\",\"attributes\":%s}]}]}]}"
                .formatted(HOSTILE, now, now + 1000, attributes));
    post(
        endpoint.resolve("/v1/metrics"),
        "{\"resourceMetrics\":["
            + resource
            + "\"scopeMetrics\":[{\"metrics\":[{\"name\":\"%s\",\"unit\":\"%s\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"%d\",\"asInt\":\"1\",\"attributes\":%s}]}}]}]}]}"
                .formatted(HOSTILE, HOSTILE, now, attributes));
  }

  private static void post(URI uri, String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(uri)
                      .header("content-type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.ofString())
              .statusCode();
      assertThat(status).isEqualTo(200);
    }
  }

  @AfterAll
  static void stop() {
    if (driver != null) {
      driver.quit();
    }
    if (sender != null) {
      sender.interrupt();
      traffic.close();
    }
    if (collector != null) {
      collector.close();
    }
  }

  @BeforeEach
  void desktop() {
    driver.manage().window().setSize(new Dimension(1280, 900));
  }

  @Test
  void volume_saysWhatTakesMost_andLeadsDownToNamesAndAttributes() throws IOException {
    open("/volume");
    see(".volume-list tbody tr");
    seeText(".extrapolated", "A day is extrapolated from");
    seeText(".volume-card", "a day");
    picture("volume");
    click(".volume-list tbody tr .drill");
    until(
        "names of one service",
        "const p = new URLSearchParams(location.search); return p.get('by') === 'name' && p.get('q').includes('resource.service.name')");
    seeText(".volume-list th", "Span name");
    see(".volume-list tbody tr .drill");
    click(".volume-list tbody tr .drill");
    seeText(".summary", "Measured in");
    see(".volume-list tbody tr .meter");
    picture("volume-attributes");
    driver.navigate().back();
    seeText(".volume-list th", "Span name");
    open("/volume?signal=logs&by=severity");
    seeText(".volume-list", "INFO");
    click(".volume-list .links a:last-child");
    see(".log");
    assertThat(driver.getCurrentUrl()).contains("severity");
  }

  @Test
  void series_areLaidToTheAttributeThatMakesThem() throws IOException {
    open("/volume?signal=metrics&by=series");
    seeText(".summary", "series of");
    open("/volume?signal=metrics&by=series&metric=db.client.connection.count");
    see(".cardinality tbody tr");
    seeText(".cardinality", "Combinations without it");
    click(".cardinality button.link");
    seeText(".cardinality .yaml", "aggregate_on_attributes");
    picture("volume-series");
    click(".cardinality p a");
    see(".tried.changed");
    seeText(".two-sides .gone", "db.client.connection.state");
  }

  @Test
  void aFilter_isTriedOnWhatPasses_beforeItIsApplied() throws IOException {
    open("/volume");
    see(".rule-trial textarea");
    driver
        .findElement(org.openqa.selenium.By.cssSelector(".rule-trial textarea"))
        .sendKeys("span.kind == SPAN_KIND_CLIENT");
    click(".rule-trial form > button");
    see(".trial .saved");
    seeText(".rule-trial .summary", "that passed receiver otlp");
    seeText(".rule-trial .yaml", "- 'span.kind == SPAN_KIND_CLIENT'");
    assertThat(driver.getCurrentUrl()).contains("conditions=");
    script("document.querySelector('.rule-trial').scrollIntoView()");
    picture("volume-trial");
    driver.navigate().refresh();
    see(".trial .saved");
    open("/volume?conditions=" + encoded("span.knd == 1"));
    seeText(".rule-trial .caret", "^");
    open("/volume?signal=logs&rule=sampling&percentage=10&source=store");
    see(".trial .saved");
    seeText(".rule-trial .yaml", "sampling_percentage: 10");
  }

  @Test
  void aStatement_isTriedOnLiveItems_sideBySide() throws IOException {
    open("/try");
    see(".tried");
    driver
        .findElement(org.openqa.selenium.By.cssSelector("textarea[name=statements]"))
        .sendKeys(
            "set(span.attributes[\"tier\"], \"gold\") where span.kind == SPAN_KIND_SERVER\n"
                + "replace_pattern(span.name, \"^(GET|POST)\", \"$1 ->\")");
    see(".two-sides .new");
    seeText(".two-sides .new", "tier: \"gold\"");
    seeText(".summary", "changed");
    seeText(".try .yaml", "replace_pattern(span.name, \"^(GET|POST)\", \"$$1 ->\")");
    picture("try");
    assertThat(driver.getCurrentUrl()).contains("statements=");
    script(
        "const e = document.querySelector('.functions input'); e.value = 'sha256'; e.dispatchEvent(new Event('input'))");
    seeText(".function code", "SHA256(");
    open("/try?statements=" + encoded("set(span.nam, 1)"));
    seeText(".problems .caret", "^");
    picture("try-wrong");
    open("/try?signal=logs&source=store&statements=" + encoded("set(log.body, \"x\")"));
    see(".two-sides .new");
    open("/try?signal=metrics&source=store");
    see(".tried");
  }

  @Test
  void onAPhoneAndInTheDark_nothingIsCutOff() throws IOException {
    // windows are no narrower than 500 px, phones are
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    String statement = encoded("set(span.attributes[\"tier\"], \"gold\")");
    for (String theme : List.of("dark", "light")) {
      open("/volume?signal=traces");
      see(".volume-list tbody tr");
      theme(theme);
      fits();
      picture("volume-phone-" + theme);
      open("/volume?signal=metrics&by=series&metric=db.client.connection.count");
      see(".cardinality tbody tr");
      fits();
      open("/volume?source=store&conditions=" + encoded("span.name == \"x\""));
      see(".trial .saved");
      fits();
      open("/try?source=store&statements=" + statement);
      see(".two-sides .new");
      fits();
      picture("try-phone-" + theme);
    }
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    desktop();
    open("/try?source=store&statements=" + statement);
    theme("dark");
    see(".two-sides .new");
    picture("try-dark");
    theme("light");
  }

  private static void theme(String theme) {
    script(
        "document.documentElement.dataset.theme = arguments[0]; localStorage.setItem('weir.theme', arguments[0])",
        theme);
  }

  private static void fits() {
    assertThat(
            script(
                "return document.querySelector('main').scrollWidth <= document.querySelector('main').clientWidth"))
        .as(driver.getCurrentUrl())
        .isEqualTo(true);
  }

  @Test
  void hostileTexts_areShownAsTexts() throws IOException {
    String query =
        "&q="
            + encoded("{ resource.service.name =~ \"<img src=x.*\" }")
            + "&source=store&to="
            + Instant.now().plus(AHEAD.multipliedBy(2)).toEpochMilli();
    for (String path :
        List.of(
            "/volume?signal=traces&by=name",
            "/volume?signal=traces&by=attributes",
            "/volume?signal=metrics&by=series&metric=" + encoded(unescaped()),
            "/try?statements=" + encoded("set(span.attributes[\"x\"], span.name)"))) {
      open(path + query);
      seeText("main", "onerror");
      fits();
      picture("hostile" + path.replaceAll("[^a-z]+", "-").substring(0, 8));
      assertThat(script("return window.hacked ?? null")).isNull();
      assertThat(script("return document.querySelectorAll('main img').length")).isEqualTo(0L);
    }
    open("/volume?signal=traces&by=name" + query);
    see(".volume-list button.v");
    script(
        "const b = document.querySelector('.volume-list button.v'); b.dispatchEvent(new MouseEvent('click', {bubbles: true}))");
    seeText(".menu", "What dropping it would save");
    script(
        "[...document.querySelectorAll('.menu button')].find(b => b.textContent.includes('dropping')).click()");
    see(".trial .saved");
    assertThat(script("return document.querySelector('.rule-trial .yaml').textContent"))
        .asString()
        .contains("$${env:HOME}");
  }

  private static String unescaped() {
    return HOSTILE.replace("\\\"", "\"").replace("\\u202e", "\u202e");
  }

  @Test
  void anEmptyStore_saysWhatToDo() throws Exception {
    try (TelemetryStore store = Stores.inMemory(1 << 20, Duration.ofDays(1));
        QueryService service =
            QueryService.start(
                QuerySettings.of("127.0.0.1:0", null),
                "--ui",
                () -> store,
                PipelineView.NONE,
                new TestContext("query"))) {
      driver.get("http://127.0.0.1:" + service.port() + "/volume");
      seeText(".empty", "No traces have arrived yet");
      picture("volume-empty");
      driver.get("http://127.0.0.1:" + service.port() + "/try");
      seeText(".empty", "No spans to try it on");
    }
  }

  private static void open(String path) {
    driver.get("http://127.0.0.1:" + port + path);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  private static void until(String what, String script, Object... arguments) {
    new WebDriverWait(driver, Duration.ofSeconds(20), Duration.ofMillis(30))
        .withMessage(() ->
            what
                + " in "
                + driver.getCurrentUrl()
                + ":\n"
                + script("return document.querySelector('main').innerText.slice(0, 3000)"))
        .ignoring(JavascriptException.class, StaleElementReferenceException.class)
        .until(d -> Boolean.TRUE.equals(script(script, arguments)));
  }

  private static void see(String css) {
    until(
        css,
        "const e = document.querySelector(arguments[0]); return e != null && e.getClientRects().length > 0",
        css);
  }

  private static void seeText(String css, String text) {
    until(
        "\"" + text + "\" in " + css,
        "return [...document.querySelectorAll(arguments[0])].some(e => e.textContent.includes(arguments[1]))",
        css,
        text);
  }

  private static void click(String css) {
    until(
        "a click on " + css,
        "const e = document.querySelector(arguments[0]); if (!e) return false; e.click(); return true",
        css);
  }

  private static void picture(String name) throws IOException {
    Path folder = Path.of("target/screenshots");
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }
}
