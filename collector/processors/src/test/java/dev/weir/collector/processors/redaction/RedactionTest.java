package dev.weir.collector.processors.redaction;

import static dev.weir.collector.testkit.TestData.attribute;
import static dev.weir.collector.testkit.TestData.span;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.collector.api.Batch;
import dev.weir.collector.api.Secret;
import dev.weir.collector.processors.CollectorCase;
import dev.weir.collector.processors.redaction.DbSanitizerConfig.Database;
import dev.weir.collector.testkit.ProcessorContract;
import dev.weir.collector.testkit.RecordingConsumer;
import dev.weir.collector.testkit.TestContext;
import dev.weir.collector.testkit.TestData;
import dev.weir.collector.testkit.TestProblems;
import dev.weir.otlp.Signal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RedactionTest extends ProcessorContract<RedactionConfig> {
  private static final List<String> KEYS =
      List.of("description", "email", "m", "n", "user", "list", "card");
  private static final Database ON = new Database(true, List.of("q"));
  private static final Database OFF = Database.defaults();

  private static final Map<String, RedactionConfig> SETTINGS =
      Map.ofEntries(
          Map.entry("debug", config(true, false, "", "", "debug")),
          Map.entry("info", config(true, false, "", "", "info")),
          Map.entry("silent", config(true, false, "", "", "silent")),
          Map.entry("all_types", config(true, true, "", "", "debug")),
          Map.entry("allowed_keys", config(false, false, "", "", "debug")),
          Map.entry("nothing_allowed", plain(false, "debug")),
          Map.entry("md5", config(true, false, "md5", "", "debug")),
          Map.entry("sha1", config(true, false, "SHA1", "", "debug")),
          Map.entry("sha3", config(true, false, "sha3", "", "debug")),
          Map.entry("hmac256", config(true, false, "hmac-sha256", "k".repeat(32), "debug")),
          Map.entry("hmac512", config(true, false, "hmac-sha512", "k".repeat(64), "debug")),
          Map.entry("logs_debug", config(true, false, "", "", "debug")),
          Map.entry("logs_info", config(false, false, "", "", "info")),
          Map.entry("logs_all_types", config(true, true, "md5", "", "debug")),
          Map.entry("metrics_debug", config(true, false, "", "", "debug")),
          Map.entry("url", with(plain(true, "debug"), url(true), DbSanitizerConfig.defaults())),
          Map.entry(
              "url_no_names", with(plain(true, ""), url(false), DbSanitizerConfig.defaults())),
          Map.entry(
              "db",
              with(
                  plain(true, "info"),
                  UrlSanitizerConfig.defaults(),
                  new DbSanitizerConfig(ON, ON, OFF, ON, ON, OFF, OFF, true))));

  private final RecordingConsumer next = new RecordingConsumer();

  RedactionTest() {
    super(new RedactionFactory());
  }

  static Stream<CollectorCase> collectorCases() throws IOException {
    return CollectorCase.beside(RedactionTest.class);
  }

  @ParameterizedTest
  @MethodSource("collectorCases")
  void items_areRedactedAsByTheCollector(CollectorCase given) {
    RedactionConfig config = requireNonNull(SETTINGS.get(given.name()));
    given.batches().forEach(batch -> consume(config, batch));

    assertThat(
            CollectorCase.lines(
                switch (given.signal()) {
                  case TRACES -> next.traces();
                  case METRICS -> next.metrics();
                  default -> next.logs();
                }))
        .containsExactlyElementsOf(given.expected());
  }

  @Test
  void secondCopyOfAKey_isRedactedToo() {
    consume(
        config(true, false, "", "", "silent"),
        TestData.spans(
            span("a", 1, attribute("c", "4111111111111111"), attribute("c", "4111111111111112"))));

    assertThat(next.spans().getFirst().getAttributesList())
        .containsExactly(attribute("c", "****"), attribute("c", "****"));
  }

  @Test
  void openSearchStatements_inTheirAttributes_areSanitized() {
    DbSanitizerConfig search = new DbSanitizerConfig(OFF, OFF, OFF, OFF, OFF, ON, ON, false);
    consume(
        with(plain(true, ""), UrlSanitizerConfig.defaults(), search),
        TestData.spans(
            span("a", 1, attribute("db.system", "opensearch"), attribute("q", "{\"a\": 1}"))));

    assertThat(next.spans().getFirst().getAttributesList())
        .contains(attribute("q", "{\"a\":\"?\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "/orders/8f14e45fceea167a5a36dedd4bea2543, /orders/*",
    "/a/b/c/d/e/f/g/h/i/j/k/l, /a/b/c/d/e/f/g/h/i",
    "https://example.com/users/42, '*//example.com/users/*'",
    "/xqzkvbnw/settings, /*/settings"
  })
  void urls_keepWordsAndLoseIdentifiers(String url, String expected) {
    assertThat(UrlSanitizer.sanitize(url)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": [1, -2.5e3, null], \"b\": {}} | {\"a\":[\"?\",\"?\",\"?\"],\"b\":{}}",
        "{\"a\": \"x\\\"y\"} trailing | {\"a\": \"x\\\"y\"} trailing",
        "{\"a\": nope} | {\"a\": nope}",
        "\"alone\" | \"?\""
      })
  void json_losesValues_andOtherTextsStay(String text, String expected) {
    assertThat(JsonText.sanitize(text)).isEqualTo(expected);
  }

  @Test
  void hostileStatements_endWithoutAnError() {
    Random random = new Random(5);
    String alphabet = "'\"`$-/*#0 1eE+.aé\\\n{}[]:,tnull";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(30); j > 0; j--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String statement = text.toString();
      assertThat(SqlText.sanitize(statement)).isNotNull();
      assertThat(RedisText.sanitize(statement)).isNotNull();
      assertThat(JsonText.sanitize(statement)).isNotNull();
      assertThat(UrlSanitizer.sanitize(statement)).isNotNull();
    }
    assertThat(JsonText.sanitize("[".repeat(100_000))).hasSize(100_000);
    assertThat(SqlText.sanitize("$func$".repeat(10_000))).isNotEmpty();
  }

  @Test
  void nothingToRedact_handsOnTheSameBatch() {
    Batch batch = TestData.batch(Signal.LOGS, 3);
    consume(config(true, false, "", "", "debug"), batch);

    assertThat(next.batches()).containsExactly(batch);
  }

  @Test
  void settingsThatCannotWork_areReported() {
    RedactionConfig broken =
        new RedactionConfig(
            true,
            List.of(),
            List.of(),
            List.of("("),
            false,
            List.of("ok", "["),
            List.of("(?=x)"),
            List.of("*"),
            "sha2",
            new Secret(""),
            "loud",
            UrlSanitizerConfig.defaults(),
            DbSanitizerConfig.defaults());

    assertThat(TestProblems.of(broken).settings())
        .containsExactly(
            "ignored_key_patterns::0",
            "blocked_key_patterns::1",
            "blocked_values::0",
            "allowed_values::0",
            "hash_function");
    assertThat(TestProblems.of(broken).warnings()).hasSize(1);
    assertThat(TestProblems.of(config(true, false, "hmac-sha512", "short", "")).messages())
        .containsExactly("hmac_key: has 5 bytes (expected: at least 64 for hmac-sha512)");
  }

  private void consume(RedactionConfig config, Batch batch) {
    factory.create(config, batch.signal(), new TestContext("redaction"), next).consume(batch);
  }

  private static UrlSanitizerConfig url(boolean names) {
    return new UrlSanitizerConfig(true, List.of("http.url"), names);
  }

  private static RedactionConfig plain(boolean allowAll, String summary) {
    return new RedactionConfig(
        allowAll,
        List.of(),
        List.of(),
        List.of(),
        false,
        List.of(),
        List.of(),
        List.of(),
        "",
        new Secret(""),
        summary,
        UrlSanitizerConfig.defaults(),
        DbSanitizerConfig.defaults());
  }

  private static RedactionConfig with(
      RedactionConfig config, UrlSanitizerConfig url, DbSanitizerConfig db) {
    return new RedactionConfig(
        config.allowAllKeys(),
        List.of(),
        List.of(),
        List.of(),
        false,
        List.of(),
        List.of(),
        List.of(),
        "",
        new Secret(""),
        config.summary(),
        url,
        db);
  }

  private static RedactionConfig config(
      boolean allowAll, boolean allTypes, String hash, String key, String summary) {
    return new RedactionConfig(
        allowAll,
        allowAll ? List.of() : KEYS,
        List.of("safe_attribute"),
        List.of("^safe_x"),
        allTypes,
        List.of(".*token.*", ".*api_key.*"),
        List.of("4[0-9]{12}(?:[0-9]{3})?", "(5[1-5][0-9]{14})"),
        List.of(".+@mycompany.com"),
        hash,
        new Secret(key),
        summary,
        UrlSanitizerConfig.defaults(),
        DbSanitizerConfig.defaults());
  }
}
