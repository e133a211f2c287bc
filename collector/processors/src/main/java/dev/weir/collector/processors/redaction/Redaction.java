package dev.weir.collector.processors.redaction;

import dev.weir.otlp.Signal;

/// The rules of one processor. Immutable.
final class Redaction {
  final KeyRules keys;
  final ValueRules values;
  final DbSanitizer db;
  final boolean urls;
  final UrlSanitizerConfig url;
  final boolean urlNames;
  final boolean dbNames;
  final boolean allTypes;
  final Summary.Detail detail;

  Redaction(RedactionConfig config, Signal signal) {
    keys = new KeyRules(config);
    values = new ValueRules(config);
    db = new DbSanitizer(config.dbSanitizer(), signal == Signal.LOGS);
    url = config.urlSanitizer();
    urls = url.enabled();
    urlNames = urls && url.sanitizeSpanName();
    dbNames = db.isOn() && config.dbSanitizer().sanitizeSpanName();
    allTypes = config.redactAllTypes();
    detail = Summary.Detail.named(config.summary());
  }
}
