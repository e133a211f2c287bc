package dev.weir.collector.processors.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.collector.api.ComponentConfig;
import dev.weir.collector.api.Problems;
import dev.weir.collector.api.Secret;
import java.util.List;
import java.util.Set;

/// What the user writes under `redaction:`.
///
/// @param allowAllKeys keeps every attribute, instead of those of `allowed_keys`
/// @param allowedKeys attributes that are kept; all others go
/// @param ignoredKeys attributes that are kept as they are
/// @param ignoredKeyPatterns regular expressions of such keys
/// @param redactAllTypes looks at numbers, lists and maps as texts, too
/// @param blockedKeyPatterns regular expressions of keys whose values are masked
/// @param blockedValues regular expressions of what is masked within values
/// @param allowedValues regular expressions of values that are kept as they are
/// @param hashFunction `md5`, `sha1`, `sha3`, `hmac-sha256` or `hmac-sha512`, instead of `****`
/// @param hmacKey the secret of the `hmac` functions
/// @param summary whether what was done is added as attributes: `debug`, `info` or `silent`
public record RedactionConfig(
    boolean allowAllKeys,
    List<String> allowedKeys,
    List<String> ignoredKeys,
    List<String> ignoredKeyPatterns,
    boolean redactAllTypes,
    List<String> blockedKeyPatterns,
    List<String> blockedValues,
    List<String> allowedValues,
    String hashFunction,
    Secret hmacKey,
    String summary,
    UrlSanitizerConfig urlSanitizer,
    DbSanitizerConfig dbSanitizer)
    implements ComponentConfig {

  private static final Set<String> SUMMARIES = Set.of("", "debug", "info", "silent");

  public static RedactionConfig defaults() {
    return new RedactionConfig(
        false,
        List.of(),
        List.of(),
        List.of(),
        false,
        List.of(),
        List.of(),
        List.of(),
        "",
        new Secret(""),
        "",
        UrlSanitizerConfig.defaults(),
        DbSanitizerConfig.defaults());
  }

  @Override
  public void validate(Problems problems) {
    validatePatterns(problems, "ignored_key_patterns", ignoredKeyPatterns);
    validatePatterns(problems, "blocked_key_patterns", blockedKeyPatterns);
    validatePatterns(problems, "blocked_values", blockedValues);
    validatePatterns(problems, "allowed_values", allowedValues);
    validateHash(problems);
    if (!SUMMARIES.contains(summary)) {
      problems.warn("summary", "\"" + summary + "\" means silent (there are: debug, info, silent)");
    }
  }

  private void validateHash(Problems problems) {
    MaskFunction function = MaskFunction.named(hashFunction);
    if (function == null) {
      problems.add("hash_function", hashFunction, MaskFunction.names());
      return;
    }
    int length = hmacKey.reveal().getBytes(UTF_8).length;
    if (length < function.minKeyLength()) {
      problems.add(
          "hmac_key",
          "has "
              + length
              + " bytes (expected: at least "
              + function.minKeyLength()
              + " for "
              + hashFunction
              + ")");
    }
  }

  private static void validatePatterns(Problems problems, String setting, List<String> patterns) {
    for (int i = 0; i < patterns.size(); i++) {
      try {
        Pattern.compile(patterns.get(i));
      } catch (PatternSyntaxException e) {
        problems.add(
            setting + "::" + i,
            patterns.get(i),
            "a regular expression in RE2's syntax; " + e.getMessage());
      }
    }
  }
}
