package dev.weir.ottl.functions;

import dev.weir.ottl.function.Functions;

/// The functions that every context has.
public final class StandardFunctions {
  private static final Functions EDITORS =
      Functions.of(
          new Append(),
          new DeleteIndex(),
          new DeleteKey(),
          new DeleteMatchingKeys(),
          new Flatten(),
          new KeepKeys(),
          new KeepMatchingKeys(),
          new Limit(),
          new MergeMaps(),
          new ReplaceAllMatches(),
          new ReplaceAllPatterns(),
          new ReplaceMatch(),
          new ReplacePattern(),
          new Set(),
          new StringifyAll(),
          new TruncateAll());

  private static final Functions CONVERTERS =
      Functions.of(
          new All(),
          new Any(),
          new Base64Decode(),
          new Base64Encode(),
          new Bool(),
          new Coalesce(),
          new CommunityID(),
          new Concat(),
          new ContainsValue(),
          new ConvertAttributesToElementsXML(),
          new ConvertCase(),
          new ConvertTextToElementsXML(),
          new Day(),
          new Decode(),
          new DoubleOf(),
          new DurationOf(),
          new ExtractGrokPatterns(),
          new ExtractPatterns(),
          new FNV(),
          new Filter(),
          new Find(),
          new Format(),
          new FormatTime(),
          new GetXML(),
          new HasPrefix(),
          new HasSuffix(),
          new Hex(),
          new Hour(),
          new Hours(),
          new Index(),
          new InsertXML(),
          new Int(),
          new IsBool(),
          new IsDouble(),
          new IsEmpty(),
          new IsInCIDR(),
          new IsInt(),
          new IsList(),
          new IsMap(),
          new IsMatch(),
          new IsString(),
          new IsValidLuhn(),
          new Keys(),
          new Len(),
          new Log(),
          new MD5(),
          new MapEach(),
          new MapKeys(),
          new Microseconds(),
          new Milliseconds(),
          new Minute(),
          new Minutes(),
          new Month(),
          new Murmur3Hash(),
          new Murmur3Hash128(),
          new Nanosecond(),
          new Nanoseconds(),
          new Now(),
          new ParseCSV(),
          new ParseInt(),
          new ParseJSON(),
          new ParseKeyValue(),
          new ParseSeverity(),
          new ParseSimplifiedXML(),
          new ParseXML(),
          new ProfileID(),
          new RandomUuid(),
          new Reduce(),
          new RemoveXML(),
          new SHA1(),
          new SHA256(),
          new SHA512(),
          new Second(),
          new Seconds(),
          new SliceToMap(),
          new Sort(),
          new SpanID(),
          new Split(),
          new StringOf(),
          new Substring(),
          new Time(),
          new ToCamelCase(),
          new ToKeyValueString(),
          new ToLowerCase(),
          new ToSnakeCase(),
          new ToUpperCase(),
          new TraceID(),
          new Trim(),
          new TrimPrefix(),
          new TrimSuffix(),
          new TruncateTime(),
          new URL(),
          new UUIDv7(),
          new Unix(),
          new UnixMicro(),
          new UnixMilli(),
          new UnixNano(),
          new UnixSeconds(),
          new UserAgent(),
          new ValuesOf(),
          new Weekday(),
          new When(),
          new XXH128(),
          new XXH3(),
          new Year());

  private StandardFunctions() {}

  /// What changes an item.
  public static Functions editors() {
    return EDITORS;
  }

  /// What makes a value of values.
  public static Functions converters() {
    return CONVERTERS;
  }

  public static Functions all() {
    return EDITORS.and(CONVERTERS);
  }
}
