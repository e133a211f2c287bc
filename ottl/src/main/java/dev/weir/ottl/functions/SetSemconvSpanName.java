package dev.weir.ottl.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.otlp.common.AnyValueView;
import dev.weir.otlp.edit.MessageEdit;
import dev.weir.otlp.trace.SpanView;
import dev.weir.otlp.wire.ByteRange;
import dev.weir.otlp.wire.ProtoWriter;
import dev.weir.ottl.OttlException;
import dev.weir.ottl.context.ContextName;
import dev.weir.ottl.context.Frame;
import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Editor;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Gives a span the name that the semantic conventions for HTTP, RPC, databases and messaging make
/// of its attributes, such as `GET /users/{id}`; a span of another kind keeps its name. Attributes
/// of older conventions, such as `http.method`, count where the newer ones are missing. Only for
/// spans.
///
/// | span                              | name                                                   |
/// |-----------------------------------|--------------------------------------------------------|
/// | HTTP server                       | method and `http.route`                                |
/// | HTTP client                       | method and `url.template`                              |
/// | RPC server or client              | service, `/`, method                                   |
/// | database client                   | `db.query.summary`, else operation and what it is on   |
/// | messaging, but for internal spans | operation and destination                              |
///
/// - `semconv_version`: the version of the conventions, `1.37.0` to `1.43.0`.
/// - `original_span_name_attribute`: where the name that it had is kept if it is another; nowhere
///   if this is left out.
///
/// ```
/// set_semconv_span_name("1.43.0", "original_span_name")
/// ```
public final class SetSemconvSpanName implements Editor {
  private static final Parameter<String> VERSION = Parameter.literalString("semconv_version");
  private static final Parameter<String> ORIGINAL =
      Parameter.literalString("original_span_name_attribute").optional();

  private static final Pattern NUMBER = Pattern.compile("v?([0-9]+)\\.([0-9]+)(\\.[0-9]+)?");
  private static final int FIRST_MINOR = 37;
  private static final int LAST_MINOR = 43;

  private static final int NAME = 5;
  private static final int ATTRIBUTES = 9;

  @Override
  public Signature signature() {
    return Signature.of("set_semconv_span_name", VERSION, ORIGINAL);
  }

  @Override
  public Action create(Arguments arguments) {
    requireKnown(arguments.get(VERSION));
    String original = arguments.find(ORIGINAL);
    byte @Nullable [] key = original == null ? null : original.getBytes(UTF_8);
    return frame -> rename(frame, key);
  }

  private static void requireKnown(String version) {
    Matcher parts = NUMBER.matcher(version);
    boolean isKnown = parts.matches() && parts.group(1).equals("1") && parts.group(2).length() < 4;
    int minor = isKnown ? Integer.parseInt(parts.group(2)) : 0;
    if (minor < FIRST_MINOR || minor > LAST_MINOR) {
      throw new OttlException(
          "version of the semantic conventions \"" + version + "\" (expected: 1.37.0 to 1.43.0)");
    }
  }

  private static void rename(Frame frame, byte @Nullable [] key) {
    ByteRange bytes = frame.bytes(ContextName.SPAN);
    SpanView span = new SpanView();
    span.wrap(bytes);
    String before = span.name().toString();
    String name = new SemconvSpanName(span).name();
    if (name == null || name.equals(before)) {
      return;
    }
    MessageEdit edit = frame.edit(ContextName.SPAN);
    edit.bytes(NAME, name.getBytes(UTF_8));
    if (key != null) {
      ProtoWriter value = new ProtoWriter();
      value.string(1, before);
      edit.attributes(ATTRIBUTES)
          .upsert(key, new AnyValueView().wrap(value.buffer(), 0, value.size()));
    }
  }
}
