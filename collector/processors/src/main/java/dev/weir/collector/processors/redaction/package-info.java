/// Removes attributes that are not known to be harmless, and masks what must not be seen: in the
/// attributes of resources, scopes, spans, their events, data points and log records, and in the
/// bodies of log records.
///
/// | key                    | default | meaning                                               |
/// |------------------------|---------|-------------------------------------------------------|
/// | `allow_all_keys`       | false   | keep all attributes, instead of `allowed_keys`        |
/// | `allowed_keys`         | none    | attributes that are kept; all others are removed      |
/// | `ignored_keys`         | none    | attributes that are kept and not looked at            |
/// | `ignored_key_patterns` | none    | regular expressions of such keys                      |
/// | `blocked_key_patterns` | none    | regular expressions of keys whose values are masked   |
/// | `blocked_values`       | none    | regular expressions of what is masked within values   |
/// | `allowed_values`       | none    | regular expressions of values that are never masked   |
/// | `redact_all_types`     | false   | look at values that are no texts as if they were      |
/// | `hash_function`        | none    | `md5`, `sha1`, `sha3`, `hmac-sha256`, `hmac-sha512`:  |
/// |                        |         | put a hash in the place of what is masked, not `****` |
/// | `hmac_key`             |         | the secret of `hmac-…`, of 32 or 64 bytes at least    |
/// | `summary`              | silent  | `info` adds how many attributes were removed, masked, |
/// |                        |         | allowed and ignored; `debug` adds which               |
/// | `url_sanitizer`        | off     | `enabled`, `attributes`, `sanitize_span_name` (true): |
/// |                        |         | `/users/42?x=1` becomes `/users/*`                    |
/// | `db_sanitizer`         | off     | `sql`, `redis`, `valkey`, `memcached`, `mongo`,       |
/// |                        |         | `opensearch`, `es`, each with `enabled` and           |
/// |                        |         | `attributes`; `sanitize_span_name` (true): values in  |
/// |                        |         | statements become `?`                                 |
///
/// A statement of a span or data point is looked at if the attribute `db.system.name` or
/// `db.system` says of which database it is. URLs and statements are recognised in every text of a
/// log record's body.
///
/// ```yaml
/// processors:
///   redaction:
///     allow_all_keys: true
///     blocked_key_patterns: ["(?i)(token|password|secret)"]
///     blocked_values: ["4[0-9]{12}(?:[0-9]{3})?"]
///     allowed_values: [".+@example\\.com"]
///     hash_function: sha3
///     summary: info
///     url_sanitizer:
///       enabled: true
///       attributes: [url.path]
///     db_sanitizer:
///       sql:
///         enabled: true
///         attributes: [db.query.text]
/// ```
@NullMarked
package dev.weir.collector.processors.redaction;

import org.jspecify.annotations.NullMarked;
