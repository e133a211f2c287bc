package dev.weir.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A headless Chromium, and what tests do with it.
@NullUnmarked
final class Browser implements AutoCloseable {
  private static final List<String> CHROMIUM =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final List<String> DRIVER =
      List.of("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");

  final ChromeDriver driver;
  private final String root;

  private Browser(ChromeDriver driver, String root) {
    this.driver = driver;
    this.root = root;
  }

  /// Starts one. Where Chromium is not installed the test is left out, but in CI it fails.
  static Browser start(int port) {
    Optional<String> chromium =
        CHROMIUM.stream().filter(p -> Files.isExecutable(Path.of(p))).findFirst();
    Optional<String> chromedriver =
        DRIVER.stream().filter(p -> Files.isExecutable(Path.of(p))).findFirst();
    if (chromium.isEmpty() || chromedriver.isEmpty()) {
      String how = "the browser tests want Chromium: apt-get install chromium chromium-driver";
      if (System.getenv("CI") != null) {
        throw new IllegalStateException(how);
      }
      Assumptions.abort(how);
    }
    var options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1280,860",
        "--lang=en-US");
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Path.of(chromedriver.orElseThrow()).toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options), "http://localhost:" + port);
  }

  @Override
  public void close() {
    driver.quit();
  }

  void open(String path) {
    driver.get(root + path);
  }

  void size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  String path() {
    return driver.getCurrentUrl().substring(root.length());
  }

  /// Waits for an element that is seen.
  WebElement see(String css) {
    return new WebDriverWait(driver, Duration.ofSeconds(15), Duration.ofMillis(25))
        .withMessage(() -> css + " in " + driver.getCurrentUrl())
        .until(d ->
            d.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  /// Waits for a text anywhere below an element.
  void text(String css, String text) {
    until(
        "\"" + text + "\" in " + css,
        "return [...document.querySelectorAll(arguments[0])].some(e => e.textContent.includes(arguments[1]))",
        css,
        text);
  }

  /// Waits until a script says true.
  void until(String what, String script, Object... arguments) {
    new WebDriverWait(driver, Duration.ofSeconds(15), Duration.ofMillis(25))
        .withMessage(() -> what + " in " + driver.getCurrentUrl())
        .ignoring(org.openqa.selenium.JavascriptException.class)
        .until(d -> Boolean.TRUE.equals(run(script, arguments)));
  }

  Object run(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  void keys(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /// Clicks what stands there when it can be clicked, also when the page draws it anew meanwhile.
  void click(String css) {
    see(css);
    until(
        "a click on " + css,
        "const e = document.querySelector(arguments[0]); if (!e) return false; e.click(); return true",
        css);
  }

  void screenshot(String name) throws IOException {
    Path folder = Path.of("target/screenshots");
    Files.createDirectories(folder);
    Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }
}
