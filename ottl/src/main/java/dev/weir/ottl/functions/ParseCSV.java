package dev.weir.ottl.functions;

import dev.weir.ottl.EvaluationException;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.Csv;
import dev.weir.ottl.value.DecodedMap;
import dev.weir.ottl.value.Type;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one row of CSV as a map of strings. Line ends around the row do not count, those inside
/// belong to their field. A row with fewer or more fields than there are headers is an error.
///
/// - `target`: the row, a string.
/// - `header`: the names of the fields, a string.
/// - `delimiter`: the character between fields, `,` if it is left out.
/// - `headerDelimiter`: the character between names; that of the fields if it is left out.
/// - `mode`: `strict`, which is the default; `lazyQuotes`, where quotes may stand inside a field;
///   `ignoreQuotes`, where they mean nothing.
///
/// ```
/// merge_maps(log.attributes, ParseCSV(log.body, "host|user|status", "|"), "upsert")
/// ```
public final class ParseCSV implements Converter {
  private static final Parameter<Getter<String>> TARGET = Parameter.string("target");
  private static final Parameter<Getter<String>> HEADER = Parameter.string("header");
  private static final Parameter<String> DELIMITER =
      Parameter.literalString("delimiter").optional();
  private static final Parameter<String> HEADER_DELIMITER =
      Parameter.literalString("headerDelimiter").optional();
  private static final Parameter<String> MODE = Parameter.literalString("mode").optional();

  @Override
  public Signature signature() {
    return Signature.of("ParseCSV", TARGET, HEADER, DELIMITER, HEADER_DELIMITER, MODE)
        .returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> target = arguments.get(TARGET);
    Getter<String> header = arguments.get(HEADER);
    String delimiter = arguments.get(DELIMITER, ",");
    @Nullable String headerDelimiter = arguments.find(HEADER_DELIMITER);
    String mode = arguments.get(MODE, "strict");
    char separator = character(delimiter);
    char headerSeparator = headerDelimiter == null ? separator : character(headerDelimiter);
    Function<String, List<String>> reader =
        switch (mode) {
          case "strict" -> row -> Csv.fields(row, separator, false);
          case "lazyQuotes" -> row -> Csv.fields(row, separator, true);
          case "ignoreQuotes" -> row -> Csv.split(row, separator);
          default ->
              throw new OttlException(
                  "mode \"" + mode + "\" (expected: strict, lazyQuotes or ignoreQuotes)");
        };
    return frame -> {
      List<String> names = Csv.split(header.get(frame), headerSeparator);
      try {
        return row(names, reader.apply(target.get(frame)));
      } catch (IllegalArgumentException e) {
        throw new EvaluationException(String.valueOf(e.getMessage()));
      }
    };
  }

  private static DecodedMap row(List<String> names, List<String> fields) {
    if (names.equals(List.of(""))) {
      throw new IllegalArgumentException("empty header (expected: names of fields)");
    }
    if (names.size() != fields.size()) {
      throw new IllegalArgumentException(
          fields.size() + " fields (expected: " + names.size() + ", as many as headers)");
    }
    DecodedMap row = new DecodedMap();
    for (int i = 0; i < names.size(); i++) {
      row.put(names.get(i), fields.get(i));
    }
    return row;
  }

  private static char character(String delimiter) {
    if (delimiter.length() != 1) {
      throw new OttlException("delimiter \"" + delimiter + "\" (expected: one character)");
    }
    return delimiter.charAt(0);
  }
}
