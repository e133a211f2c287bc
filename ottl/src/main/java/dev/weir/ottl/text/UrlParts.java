package dev.weir.ottl.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.ottl.value.DecodedMap;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parts of a URL under the names of the semantic conventions.
public final class UrlParts {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):");
  private static final Pattern HOST =
      Pattern.compile("(?<domain>\\[[^\\]]*\\]|[^:]*)(?::(?<port>\\d*))?");

  private UrlParts() {}

  /// The parts of a URL; of a query alone, `?a=b`, its parameters.
  ///
  /// @throws IllegalArgumentException that says what is wrong with the URL
  public static DecodedMap parse(String url) {
    if (url.startsWith("?")) {
      return query(url.substring(1));
    }
    if (url.chars().anyMatch(c -> c < ' ' || c == 127)) {
      throw refused(url, "a control character");
    }
    DecodedMap parts = new DecodedMap();
    int hash = url.indexOf('#');
    String rest = hash < 0 ? url : url.substring(0, hash);
    Matcher scheme = SCHEME.matcher(rest);
    boolean hasScheme = scheme.lookingAt();
    if (!hasScheme && rest.split("[/?]", 2)[0].indexOf(':') >= 0) {
      throw refused(url, "a colon but no scheme before it");
    }
    rest = hasScheme ? rest.substring(scheme.end()) : rest;
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question + 1);
    rest = question < 0 ? rest : rest.substring(0, question);
    parts.put("url.original", url);
    parts.put("url.scheme", hasScheme ? scheme.group(1).toLowerCase(Locale.ROOT) : "");
    boolean opaque = hasScheme && !rest.startsWith("/");
    if (rest.startsWith("//") && !rest.startsWith("///")) {
      int slash = rest.indexOf('/', 2);
      authority(url, slash < 0 ? rest.substring(2) : rest.substring(2, slash), parts);
      rest = slash < 0 ? "" : rest.substring(slash);
    } else {
      parts.put("url.domain", "");
      rest = rest.startsWith("///") ? rest.substring(2) : rest;
    }
    path(url, opaque ? "" : rest, parts);
    optional("url.query", query, parts);
    optional("url.fragment", hash < 0 ? "" : unescape(url, url.substring(hash + 1)), parts);
    return parts;
  }

  private static void authority(String url, String authority, DecodedMap parts) {
    int at = authority.lastIndexOf('@');
    Matcher host = HOST.matcher(authority.substring(at + 1));
    if (!host.matches() || authority.indexOf(' ') >= 0) {
      throw refused(url, "host \"" + authority.substring(at + 1) + "\"");
    }
    String domain = host.group("domain");
    boolean v6 = domain.startsWith("[");
    String name = v6 ? domain.substring(1, domain.length() - 1) : domain;
    parts.put("url.domain", unescape(url, name));
    String port = host.group("port");
    if (port != null && !port.isEmpty()) {
      parts.put("url.port", port(url, port));
    }
    if (at >= 0) {
      user(url, authority.substring(0, at), parts);
    }
  }

  private static long port(String url, String port) {
    try {
      return Long.parseLong(port);
    } catch (NumberFormatException e) {
      throw refused(url, "port " + port);
    }
  }

  private static void user(String url, String info, DecodedMap parts) {
    int colon = info.indexOf(':');
    parts.put("url.user_info", info);
    optional("url.username", unescape(url, colon < 0 ? info : info.substring(0, colon)), parts);
    if (colon >= 0) {
      parts.put("url.password", unescape(url, info.substring(colon + 1)));
    }
  }

  private static void path(String url, String raw, DecodedMap parts) {
    String path = unescape(url, raw);
    parts.put("url.path", path);
    optional("url.extension", path.substring(path.lastIndexOf('.') + 1 + noDot(path)), parts);
  }

  /// All of a path without a dot is taken away.
  private static int noDot(String path) {
    return path.indexOf('.') < 0 ? path.length() : 0;
  }

  private static DecodedMap query(String query) {
    Map<String, List<@Nullable Object>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (pair.indexOf(';') >= 0) {
        throw refused("?" + query, "a semicolon in the query");
      }
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters
            .computeIfAbsent(unescape(query, key.replace('+', ' ')), k -> new ArrayList<>())
            .add(unescape(query, value.replace('+', ' ')));
      }
    }
    DecodedMap parts = new DecodedMap();
    if (!parameters.isEmpty()) {
      parts.put("query", DecodedMap.of(parameters));
    }
    return parts;
  }

  private static void optional(String key, String value, DecodedMap parts) {
    if (!value.isEmpty()) {
      parts.put(key, value);
    }
  }

  private static String unescape(String url, String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] in = text.getBytes(UTF_8);
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '%') {
        out.write(in[i]);
        continue;
      }
      int high = i + 1 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw refused(url, "an escape that is not % and two hexadecimal digits");
      }
      out.write(high * 16 + low);
      i += 2;
    }
    return out.toString(UTF_8);
  }

  private static IllegalArgumentException refused(String url, String what) {
    return new IllegalArgumentException("URL \"" + url + "\" has " + what);
  }
}
