package dev.weir.ottl.text;

import dev.weir.ottl.value.DecodedMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ua_parser.OS;
import ua_parser.Parser;
import ua_parser.UserAgent;

/// Names of clients and operating systems in user agent strings. Safe for threads.
public final class UserAgents {
  /// Longer strings are looked at up to here.
  private static final int MAX_LENGTH = 1024;

  /// How many strings are remembered with what they say.
  private static final int REMEMBERED = 1024;

  private static final class Shared {
    static final UserAgents INSTANCE = new UserAgents();
  }

  private record Names(String client, String clientVersion, String os, String osVersion) {}

  private final Parser parser = new Parser();

  private final Map<String, Names> last =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Names> eldest) {
              return size() > REMEMBERED;
            }
          });

  private UserAgents() {}

  /// The one that all use; its patterns are read when it is first asked for.
  public static UserAgents shared() {
    return Shared.INSTANCE;
  }

  /// What a user agent string says, under the names of the semantic conventions.
  public DecodedMap describe(String original) {
    String text = original.substring(0, Math.min(original.length(), MAX_LENGTH));
    Names names = last.get(text);
    if (names == null) {
      names = names(text);
      last.put(text, names);
    }
    DecodedMap found = new DecodedMap();
    found.put("user_agent.name", names.client);
    found.put("user_agent.version", names.clientVersion);
    found.put("user_agent.original", original);
    found.put("os.name", names.os);
    if (!names.osVersion.isEmpty()) {
      found.put("os.version", names.osVersion);
    }
    return found;
  }

  private Names names(String text) {
    UserAgent client = parser.parseUserAgent(text);
    OS os = parser.parseOS(text);
    return new Names(
        client.family,
        version(client.major, client.minor, client.patch),
        os.family,
        version(os.major, os.minor, os.patch, os.patchMinor));
  }

  private static String version(@Nullable String... parts) {
    StringBuilder version = new StringBuilder();
    for (String part : parts) {
      if (part == null || part.isEmpty()) {
        break;
      }
      version.append(version.isEmpty() ? "" : ".").append(part);
    }
    return version.toString();
  }
}
