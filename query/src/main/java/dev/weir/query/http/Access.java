package dev.weir.query.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.collector.helper.http.HttpRequest;
import dev.weir.collector.helper.http.HttpResponse;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who is let in.
///
/// Without a token everybody who reaches the port is, so the port is on a loopback address; but web
/// pages of others, run by the user's browser, reach it too. They are told by `Host` (a name that
/// was bent to this address, as in DNS rebinding), by `Origin` and by `Sec-Fetch-Site`.
public final class Access {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");
  private static final String COOKIE = "weir_token";

  private final String host;
  private final @Nullable String token;

  /// @param host the configured one, which `Host` may be
  /// @param token wanted of everybody, or null
  public Access(String host, @Nullable String token) {
    this.host = host.toLowerCase(Locale.ROOT);
    this.token = token;
  }

  /// Whether an address can be reached from this machine only.
  public static boolean isLoopback(String host) {
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT))
        || IPV4_LOOPBACK.matcher(host).matches();
  }

  /// The answer to a request that is not let in, or null.
  public @Nullable HttpResponse refusal(HttpRequest request) {
    String wanted = header(request, "host");
    if (token == null && !isOurs(name(wanted))) {
      return forbidden(
          "Host: " + wanted + " (expected: localhost, or the name that --ui or endpoint names)");
    }
    String origin = request.header("origin");
    if (origin != null && !isSame(origin, wanted)) {
      return forbidden("Origin: " + origin + " (expected: the address of Weir itself)");
    }
    String site = header(request, "sec-fetch-site");
    boolean isNavigation = header(request, "sec-fetch-mode").equals("navigate");
    if ((site.equals("cross-site") || site.equals("same-site")) && !isNavigation) {
      return forbidden("Sec-Fetch-Site: " + site + " (expected: same-origin)");
    }
    boolean changes = !request.method().equals("GET") && !request.method().equals("HEAD");
    boolean isBrowser = origin != null || !site.isEmpty();
    if (changes && isBrowser && request.header("x-weir") == null) {
      return forbidden("X-Weir: missing (expected: 1, with requests that change something)");
    }
    return token == null || isKnown(request, token) ? null : unauthorized();
  }

  /// The answer to `/?token=…`, which keeps a right one as a cookie; or null.
  public @Nullable HttpResponse login(HttpRequest request) {
    String given = token == null ? null : Params.parse(request.query()).text("token");
    if (token == null || given == null || !isEqual(given, token)) {
      return null;
    }
    return HttpResponse.of(303, "", new byte[0])
        .header("location", "/")
        .header(
            "set-cookie", COOKIE + "=" + encoded(given) + "; Path=/; HttpOnly; SameSite=Strict");
  }

  private boolean isOurs(String name) {
    return isLoopback(name) || name.equals(host) || name.endsWith(".localhost");
  }

  /// The name of `name:port`.
  private static String name(String host) {
    int colon = host.endsWith("]") ? -1 : host.lastIndexOf(':');
    String name = colon < 0 ? host : host.substring(0, colon);
    return name.toLowerCase(Locale.ROOT);
  }

  private static boolean isSame(String origin, String host) {
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }

  private static boolean isKnown(HttpRequest request, String token) {
    String authorization = header(request, "authorization");
    if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return isEqual(authorization.substring(7).strip(), token);
    }
    if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      String pair = decoded(authorization.substring(6).strip());
      return isEqual(pair.substring(pair.indexOf(':') + 1), token);
    }
    for (String cookie : header(request, "cookie").split(";", -1)) {
      String pair = cookie.strip();
      if (pair.startsWith(COOKIE + "=")
          && isEqual(pair.substring(COOKIE.length() + 1), encoded(token))) {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String encoded(String token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(UTF_8));
  }

  /// Takes as long whether they are equal or not.
  private static boolean isEqual(String given, String wanted) {
    return MessageDigest.isEqual(given.getBytes(UTF_8), wanted.getBytes(UTF_8));
  }

  private static String header(HttpRequest request, String name) {
    String value = request.header(name);
    return value == null ? "" : value;
  }

  private static HttpResponse forbidden(String message) {
    return Failure.of(403, "forbidden", message).answer();
  }

  private static HttpResponse unauthorized() {
    return Failure.of(
            401,
            "unauthorized",
            "a token is wanted: Authorization: Bearer TOKEN, or the token as the password, or"
                + " /?token=TOKEN in the browser")
        .answer()
        .header("www-authenticate", "Basic realm=\"Weir\", charset=\"UTF-8\"");
  }
}
