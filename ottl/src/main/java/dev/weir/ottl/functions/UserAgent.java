package dev.weir.ottl.functions;

import dev.weir.ottl.function.Arguments;
import dev.weir.ottl.function.Converter;
import dev.weir.ottl.function.Expression;
import dev.weir.ottl.function.Getter;
import dev.weir.ottl.function.Parameter;
import dev.weir.ottl.function.Signature;
import dev.weir.ottl.text.UserAgents;
import dev.weir.ottl.value.Type;

/// Tells which client a user agent string belongs to, and gives a map: `user_agent.name`,
/// `user_agent.version` (empty if unknown), `user_agent.original`, `os.name` and, if known,
/// `os.version`. What is unknown is named `Other`.
///
/// - `userAgent`: a string.
///
/// ```
/// merge_maps(span.attributes, UserAgent(span.attributes["user_agent.original"]), "upsert")
/// ```
public final class UserAgent implements Converter {
  private static final Parameter<Getter<String>> USER_AGENT = Parameter.string("userAgent");

  @Override
  public Signature signature() {
    return Signature.of("UserAgent", USER_AGENT).returning(Type.MAP);
  }

  @Override
  public Expression create(Arguments arguments) {
    Getter<String> userAgent = arguments.get(USER_AGENT);
    return frame -> UserAgents.shared().describe(userAgent.get(frame));
  }
}
