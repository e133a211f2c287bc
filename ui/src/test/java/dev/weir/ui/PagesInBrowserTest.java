package dev.weir.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

@NullUnmarked
class PagesInBrowserTest {
  private static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("home", "/"),
          Map.entry("traces", "/traces"),
          Map.entry("logs", "/logs"),
          Map.entry("metrics", "/metrics?metric=http.server.request.duration"),
          Map.entry("services", "/services"),
          Map.entry("service", "/services/checkout"),
          Map.entry("explore", "/explore?a=%7B%20status%20%3D%20error%20%7D"),
          Map.entry("pipelines", "/pipelines?tap=edge-2"),
          Map.entry("trace", "/trace/" + FixtureData.PURCHASE + "?span=0000000000000036"),
          Map.entry("compare", "/compare?a=" + FixtureData.PURCHASE + "&b=" + "c".repeat(32)),
          Map.entry("data", "/data"));

  /// What is there when a page has drawn its answer.
  private static final Map<String, String> DRAWN =
      Map.ofEntries(
          Map.entry("home", "weir-home .list tbody tr"),
          Map.entry("traces", ".traces-list tbody tr"),
          Map.entry("logs", ".log"),
          Map.entry("metrics", "weir-chart[data-drawn]"),
          Map.entry("services", "weir-graph[data-drawn]"),
          Map.entry("service", "weir-service .list tbody tr"),
          Map.entry("explore", ".difference"),
          Map.entry("pipelines", ".tap pre"),
          Map.entry("trace", ".wf-row.selected"),
          Map.entry("compare", ".compare-list tbody tr"),
          Map.entry("data", "weir-data .list tbody tr"));

  private static FixtureServer server;
  private static FixtureServer hostile;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    server = new FixtureServer(0, new FixtureData(false), null);
    hostile = new FixtureServer(0, new FixtureData(true), null);
    browser = Browser.start(server.port());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    server.close();
    hostile.close();
  }

  @BeforeEach
  void desktop() {
    browser.size(1280, 860);
  }

  @Test
  void everyPage_inLightDarkAndOnAPhone_isDrawnWithoutErrors() throws IOException {
    for (String name : PAGES.keySet().stream().sorted().toList()) {
      browser.size(1280, 860);
      browser.open(PAGES.get(name));
      browser.run(
          "localStorage.setItem('weir.theme', 'light'); document.documentElement.dataset.theme = 'light'; dispatchEvent(new Event('weir-theme'))");
      browser.see(DRAWN.get(name));
      browser.screenshot(name + "-light");
      browser.run(
          "document.documentElement.dataset.theme = 'dark'; dispatchEvent(new Event('weir-theme'))");
      browser.screenshot(name + "-dark");
      browser.size(412, 860);
      assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
          .as("width of %s on a phone", name)
          .isLessThanOrEqualTo(500);
      assertThat(
              (Long)
                  browser.run(
                      "return document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth"))
          .as("what sticks out of %s on a phone", name)
          .isLessThanOrEqualTo(1);
      browser.screenshot(name + "-phone");
      assertNoErrors(name);
    }
  }

  @Test
  void everyPage_withHostileStrings_runsNoScriptAndKeepsItsLayout() throws IOException {
    for (String name : PAGES.keySet().stream().sorted().toList()) {
      browser.driver.get(
          "http://localhost:"
              + hostile.port()
              + (name.equals("service")
                  ? "/services/%3Cimg%20src=x%20onerror=window.hacked=1%3E"
                  : name.equals("metrics") ? "/metrics" : PAGES.get(name)));
      browser.see(name.equals("metrics") ? ".metric-list a" : DRAWN.get(name));
      assertThat(browser.run("return window.hacked ?? null")).as(name).isNull();
      assertThat(
              browser.run(
                  "return document.querySelectorAll('main img, main script, main iframe').length"))
          .as(name)
          .isEqualTo(0L);
      assertThat((Long) browser.run("return document.documentElement.scrollWidth - innerWidth"))
          .as("layout of %s", name)
          .isLessThanOrEqualTo(0L);
      browser.screenshot("hostile-" + name);
      assertNoErrors(name);
    }
  }

  @Test
  void traces_valueInTheMenu_becomesAConditionAndBackUndoesIt() {
    browser.open("/traces");
    browser.click(".traces-list .root .v");
    browser.see(".menu");
    browser.keys("f");
    browser.text(".chips", "resource.service.name");
    assertThat(browser.path()).contains("q=");
    browser.driver.navigate().back();
    browser.until("no chips", "return !document.querySelector('.chip-text')");
    assertThat(browser.path()).isEqualTo("/traces");
  }

  @Test
  void query_thatIsWrong_isShownWithItsCaret() {
    browser.open("/traces?q=%7B%20broken%20%3D%201%20%7D");
    browser.text(".error-box", "The query is not understood");
    browser.text(".error-box .caret", "^^^^^^");
    browser.text(".error-box", "span.broker");
  }

  @Test
  void query_thatFindsNothing_saysWhatToDo() {
    browser.open("/logs?q=%7B%20span.a%20%3D%20%22nothing%22%20%7D");
    browser.text(".empty", "No log records match");
    browser.see(".chip.unused");
    browser.open("/traces?q=%7B%20span.a%20%3D%20%22failing%22%20%7D");
    browser.text(".error-box", "the store's folder is full");
  }

  @Test
  void query_thatTakesLong_canBeCancelled() {
    browser.open("/traces?q=%7B%20span.a%20%3D%20%22slow_query%22%20%7D");
    browser.click(".progress button");
    browser.text(".empty", "Cancelled");
  }

  @Test
  void queryBar_completesAndRuns() {
    browser.open("/traces");
    browser.see("input.query").click();
    browser.see(".completion li");
    browser.keys(Keys.ARROW_DOWN, Keys.ENTER);
    browser.until(
        "the completion",
        "return document.querySelector('input.query').value === 'resource.service.name'");
    browser.keys(" = \"checkout\"", Keys.ENTER);
    browser.text(".chips", "resource.service.name");
  }

  @Test
  void live_addsTracesAsTheyArrive() {
    browser.open("/traces");
    browser.see(".traces-list tbody tr");
    browser.keys("v");
    browser.see("tr.arrived");
    assertThat(browser.path()).contains("live=1");
  }

  @Test
  void trace_alikeSiblings_areOneRowUntilUnfolded() {
    browser.open("/trace/" + FixtureData.PURCHASE);
    browser.text(".wf-row", "47 alike");
    assertThat(rows()).isEqualTo(12);
    browser.run(
        "[...document.querySelectorAll('.wf-row')].find(r => r.textContent.includes('47 alike')).click()");
    browser.until("more rows", "return document.querySelectorAll('.wf-row').length > 20");
  }

  @Test
  void trace_keys_moveFoldAndFindErrors() {
    browser.open("/trace/" + FixtureData.PURCHASE);
    browser.see(".wf-row");
    browser.keys("e");
    browser.until(
        "the first error",
        "return new URLSearchParams(location.search).get('span') === '0000000000000001'");
    browser.keys("e");
    browser.until(
        "the second error",
        "return new URLSearchParams(location.search).get('span') === '0000000000000002'");
    browser.see("weir-span-details .attributes");
    browser.keys("h");
    browser.until("folded", "return document.querySelectorAll('.wf-row').length < 6");
    browser.keys("l", "j");
    browser.until(
        "the next row",
        "return new URLSearchParams(location.search).get('span') === '0000000000000003'");
    browser.keys("f");
    browser.see("weir-flame canvas");
    browser.keys("s");
    browser.text("weir-trace .list", "SELECT orders.items");
    browser.keys("w", Keys.ESCAPE);
    browser.until("no details", "return !document.querySelector('weir-span-details')");
  }

  @Test
  void trace_foldsAndZoom_standInTheAddress() {
    browser.open("/trace/" + FixtureData.PURCHASE);
    browser.text(".wf-row", "47 alike");
    browser.run(
        "[...document.querySelectorAll('.wf-row')].find(r => r.textContent.includes('47 alike')).click()");
    browser.run(
        "document.querySelector('weir-minimap').tell([document.querySelector('weir-trace').model.begin + 1e8, document.querySelector('weir-trace').model.begin + 9e8])");
    browser.until(
        "the view in the address",
        "return /open=/.test(location.search) && /zoom=100000000-900000000/.test(location.search)");
    int open = rows();
    browser.open(browser.path());
    browser.until(
        "the same rows", "return document.querySelectorAll('.wf-row').length === " + open);
    assertThat(browser.run("return document.querySelector('weir-trace').zoom != null"))
        .isEqualTo(true);
    browser.keys("0");
    browser.until("the whole trace", "return !/zoom=/.test(location.search)");
    browser.run("document.querySelector('.wf-row .fold.open').click()");
    browser.until("a folded row", "return /fold=/.test(location.search)");
    browser.open(browser.path());
    browser.until("one row", "return document.querySelectorAll('.wf-row').length === 1");
  }

  @Test
  void conditions_onAPageThatAsksNothing_areGreyed() {
    for (String path : List.of("/pipelines", "/data", "/trace/" + FixtureData.PURCHASE)) {
      browser.open(path + "?q=%7B%20span.a%20%3D%20%22x%22%20%7D");
      browser.see(".chip.unused");
    }
  }

  @Test
  void store_thatIsFull_isToldOfOnEveryPage() {
    browser.open("/traces");
    browser.see(".traces-list tbody tr");
    assertThat(browser.driver.findElements(By.cssSelector(".problem"))).isEmpty();
    browser.driver.get("http://localhost:" + hostile.port() + "/traces");
    browser.text(".problem", "no space left");
    browser.driver.get("http://localhost:" + hostile.port() + "/data");
    browser.text(".error-box", "no space left");
  }

  @Test
  void trace_logsInPlaceAndSearch() {
    browser.open("/trace/" + FixtureData.PURCHASE + "?logs=1");
    browser.see(".log-row");
    browser.keys("/");
    browser.keys("bank");
    browser.see(".wf-row.hit");
    assertThat(browser.run("return document.querySelectorAll('.critical').length"))
        .isNotEqualTo(0L);
    browser.click("button.warn");
    browser.text("weir-trace", "Clock skew corrected");
  }

  @Test
  void trace_of20000Spans_isDrawnAndScrollsWithFewRows() {
    browser.open("/trace/" + FixtureData.LARGE);
    browser.text(".trace-head", "20,000 spans");
    browser.see(".wf-row");
    assertThat(rows()).isLessThan(100);
    browser.run("const w = document.querySelector('.wf'); w.scrollTop = w.scrollHeight / 2");
    browser.until(
        "rows of the middle",
        "const b = document.querySelector('.wf').getBoundingClientRect(); return document.elementFromPoint(b.left + 200, b.top + b.height / 2)?.closest('.wf-row') != null");
    Object frame =
        browser.driver.executeAsyncScript(
            "const done = arguments[0], w = document.querySelector('.wf'); const times = []; let n = 0;"
                + "const step = () => { const t = performance.now(); w.scrollTop += 400; w.dispatchEvent(new Event('scroll'));"
                + "document.querySelector('weir-trace').updateComplete.then(() => { w.getBoundingClientRect(); times.push(performance.now() - t);"
                + "if (++n < 30) requestAnimationFrame(step); else done(times.sort((a, b) => a - b)[15]); }); }; step();");
    System.out.println("one step of scrolling through 20,000 spans: " + frame + " ms");
    assertThat(((Number) frame).doubleValue())
        .as("milliseconds for one step of scrolling")
        .isLessThan(50);
  }

  @Test
  void services_5000OfThem_areDrawn() {
    browser.open("/services?q=%7B%20span.many%20%3D%201%20%7D");
    browser.see("weir-graph[data-drawn='5000']");
    browser.text(".summary", "5,000");
    assertNoErrors("services");
  }

  @Test
  void explore_draggedArea_becomesGroupA() {
    browser.open("/explore");
    browser.see("weir-heatmap[data-drawn] canvas");
    new Actions(browser.driver)
        .moveToElement(browser.see("weir-heatmap canvas"), 250, -110)
        .clickAndHold()
        .moveByOffset(140, 60)
        .release()
        .perform();
    browser.see(".difference");
    assertThat(browser.path()).contains("area=");
    assertThat(server.requests)
        .anyMatch(r -> r.startsWith("/api/v1/compare") && r.contains("duration"));
  }

  @Test
  void logs_record_opensInPlaceAndLeadsToItsTrace() {
    browser.open("/logs");
    browser.see(".log");
    browser.run("document.querySelector('.log .body').click()");
    browser.see(".log-more .attributes");
    assertThat(browser.path()).contains("log=log-0");
    browser.click(".log-more a.button");
    browser.see(".wf-row");
  }

  @Test
  void menu_byKeyboard_opensAndCloses() {
    browser.open("/logs");
    browser.see(".log");
    browser.run("document.querySelector('.log .svc .v').focus()");
    browser.keys(Keys.ENTER);
    browser.see(".menu");
    browser.keys(Keys.ARROW_DOWN, Keys.ESCAPE);
    browser.until(
        "no menu",
        "return !document.querySelector('.menu') && document.activeElement.classList.contains('v')");
  }

  private static int rows() {
    return browser.driver.findElements(By.cssSelector(".wf-row")).size();
  }

  private static void assertNoErrors(String page) {
    List<String> errors =
        browser.driver.manage().logs().get("browser").getAll().stream()
            .filter(e -> e.getLevel().getName().equals("SEVERE"))
            .map(Object::toString)
            .filter(e -> !e.contains("status of 4") && !e.contains("status of 5"))
            .toList();
    assertThat(errors).as("what the browser complains about in " + page).isEmpty();
  }
}
