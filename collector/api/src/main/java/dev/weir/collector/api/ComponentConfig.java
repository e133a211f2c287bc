package dev.weir.collector.api;

/// The settings of one component, as the user wrote them. Implementations are records whose
/// components are the keys, in camel case: `sendBatchSize` is `send_batch_size`.
///
/// A record component may be `boolean`, `int`, `long`, `double` (boxed where they are `@Nullable`,
/// null meaning unset), [String], [java.time.Duration], [Secret], [ComponentId], an enum (lower
/// snake case in YAML, in capitals too), a record (a sub-section), a [java.util.List] or a
/// [java.util.Map] from strings or ids of these, or [Object] for any value. A sub-section that is
/// `@Nullable` is off when absent or when it says `enabled: false`, and has its defaults when its
/// key stands alone, unless [OffWhenEmpty]; then, and as a list's element, its record has a
/// `static` method `defaults()`. A record with a `static` method `parse(String)` is written as a
/// single value, such as [ByteSize]. [Key] gives a key another spelling, [Inline] lifts the keys of
/// a sub-section into this one. Ids of extensions are marked by [NamesExtension], so that those
/// which are missing are found before anything starts.
public interface ComponentConfig {

  /// Reports every value that cannot work, so that the user mends the file in one go. Is called on
  /// sub-sections as well, each with its own path.
  default void validate(Problems problems) {}
}
