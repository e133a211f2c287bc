package dev.weir.collector.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.testkit.TestContext;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.query.PipelineView;
import dev.weir.query.QueryService;
import dev.weir.query.QuerySettings;
import dev.weir.store.Stores;
import dev.weir.store.TelemetryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// The demo's telemetry in the real store, asked through the real service, in a real browser.
@NullUnmarked
class InvestigationsInBrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static TelemetryStore store;
  private static QueryService service;
  private static ChromeDriver driver;
  private static String range;

  @BeforeAll
  static void start() throws Exception {
    if (System.getenv("CI") == null) {
      Assumptions.assumeTrue(
          Files.exists(CHROMIUM) && Files.exists(DRIVER),
          "wants Chromium: apt-get install chromium chromium-driver");
    }
    store = Stores.inMemory(256L << 20, Duration.ofDays(7));
    service =
        QueryService.start(
            QuerySettings.of("127.0.0.1:0", null),
            "--ui",
            () -> store,
            PipelineView.NONE,
            new TestContext("query"));
    // The last spike that is over, and the minutes before it.
    long now = Instant.now().getEpochSecond();
    Instant end = Instant.ofEpochSecond(now - now % 600);
    range =
        "from="
            + end.minusSeconds(400).toEpochMilli()
            + "&to="
            + end.plusSeconds(10).toEpochMilli();
    try (var sink =
            new OtlpSink((signal, message) -> {
              var _ = store.append(signal, ByteRange.of(message));
            });
        var traffic =
            new DemoTraffic(
                sink.endpoint(), 8, Duration.ofSeconds(390), Clock.fixed(end, ZoneOffset.UTC), 7)) {
      traffic.history(Duration.ofSeconds(390));
    }
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
    if (service != null) {
      service.close();
      store.close();
    }
  }

  @Test
  void errorSpike_leadsOverTheDifferenceToTheExceptionAndItsLogs() throws IOException {
    open("/services/frontend?");
    seeText("weir-service .list", "POST /checkout");
    picture("service");
    open(
        "/explore?a="
            + encoded("{ status = error && resource.service.name = \"payment\" && kind = server }")
            + "&q="
            + encoded("{ resource.service.name = \"payment\" && kind = server }")
            + "&");
    seeText(".difference", "span.payment.card");
    seeText(".difference", "amex");
    picture("explore");
    click(".explore .list a");
    seeText("weir-span-details .exception", "payment.");
    seeText("weir-span-details", "charge");
    picture("trace-of-an-error");
    assertThat(driver.getCurrentUrl()).contains("/trace/");
  }

  @Test
  void customer_leadsToTheFailingSpan() throws IOException {
    open(
        "/traces?q="
            + encoded("{ span.user.id = \"" + DemoShop.UNLUCKY_CUSTOMER + "\" && status = error }")
            + "&");
    seeText(".traces-list", "/checkout");
    seeText(".chips", "span.user.id");
    picture("traces");
    click(".traces-list .root a");
    see(".wf-row");
    click(".trace-head button.error");
    until(
        "a click on the span of payment",
        "const row = [...document.querySelectorAll('.wf-row')].find(r => r.textContent.includes('payment') &&"
            + " r.textContent.includes('Charge')); row?.click(); return row != null");
    seeText("weir-span-details .exception", "payment.AccountLocked");
    picture("trace-of-a-customer");
  }

  @Test
  void canary_leadsToTheQueryThatIsRepeated() throws IOException {
    open(
        "/explore?a="
            + encoded("{ resource.service.version = \"1.5.0-canary\" }")
            + "&b="
            + encoded(
                "{ resource.service.version = \"1.4.2\" && resource.service.name = \"checkout\" }")
            + "&q="
            + encoded("{ resource.service.name = \"checkout\" && kind = server }")
            + "&");
    seeText(".difference", "span.db.statements");
    picture("canary");
    click(".explore .list a");
    see(".wf-row");
    seeText(".wf-row", "alike");
    picture("n-plus-one");
  }

  @Test
  void everyPage_showsSomething() throws IOException {
    open("/?");
    see("weir-home .list tbody tr");
    see("weir-home .exception");
    picture("home");
    open("/logs?");
    see(".log");
    picture("logs");
    open("/metrics?metric=http.server.request.duration&");
    see("weir-chart[data-drawn]");
    picture("metrics");
    open("/services?");
    see("weir-graph[data-drawn]");
    picture("services");
    open("/traces?by=resource.service.name&");
    see("weir-traces .list tbody tr");
    picture("groups");
  }

  private static void open(String path) {
    driver.get("http://127.0.0.1:" + service.port() + path + range);
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
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
                + script("return document.querySelector('main').innerText.slice(0, 2000)"))
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
