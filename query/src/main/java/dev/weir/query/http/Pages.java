package dev.weir.query.http;

import dev.weir.collector.helper.http.HttpHandler;
import dev.weir.collector.helper.http.HttpRequest;
import dev.weir.collector.helper.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Serves the pages from the class path: `/x` is `dev/weir/ui/x`; libraries stand under `/_static/`
/// and `/webjars/`, as their jars have them. What is no file by its ending is the start page, which
/// knows what to show.
public final class Pages implements HttpHandler {
  private static final String ROOT = "dev/weir/ui";
  private static final String LIBRARIES = "META-INF/resources";
  private static final List<String> LIBRARY_PATHS = List.of("/_static/", "/webjars/");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'; script-src 'self'";
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private final Access access;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // made and read here only
  private record Page(
      String type, byte[] plain, byte @Nullable [] compressed, String tag, String policy) {}

  public Pages(Access access) {
    this.access = access;
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  @Override
  public @Nullable HttpResponse answerEarly(HttpRequest request) {
    HttpResponse login = access.login(request);
    return login == null ? access.refusal(request) : login;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Failure.of(405, "method_not_allowed", request.method() + " is not for this path")
          .answer();
    }
    String path = Params.decode(request.path().replace("+", "%2B"));
    Page page = find(path);
    if (page == null) {
      return HttpResponse.text(404, "404 " + path + " is not here\n");
    }
    return answer(page, request);
  }

  private static HttpResponse answer(Page page, HttpRequest request) {
    if (page.tag.equals(request.header("if-none-match"))) {
      return HttpResponse.of(304, "", new byte[0]).header("etag", page.tag);
    }
    byte[] compressed = page.compressed;
    boolean isCompressed = compressed != null && Gzip.isAccepted(request);
    HttpResponse response =
        HttpResponse.of(
                200, page.type, isCompressed && compressed != null ? compressed : page.plain)
            .header("etag", page.tag)
            .header("cache-control", "no-cache")
            .header("vary", "accept-encoding")
            .header("x-content-type-options", "nosniff")
            .header("referrer-policy", "no-referrer")
            .header("content-security-policy", page.policy);
    return isCompressed ? response.header("content-encoding", "gzip") : response;
  }

  private @Nullable Page find(String path) {
    if (path.contains("..") || path.contains("//") || path.indexOf('\\') >= 0) {
      return null;
    }
    String name = path.equals("/") ? "/index.html" : path;
    boolean isLibrary = LIBRARY_PATHS.stream().anyMatch(name::startsWith);
    Page page = page((isLibrary ? LIBRARIES : ROOT) + name);
    if (page != null || isLibrary) {
      return page;
    }
    // Names of services may hold dots.
    boolean isFile = TYPES.containsKey(name.substring(name.lastIndexOf('.') + 1));
    if (isFile && !path.equals("/")) {
      return null;
    }
    Page start = page(ROOT + "/index.html");
    return start != null || !path.equals("/") ? start : none();
  }

  private static Page none() {
    byte[] text =
        "The pages are not part of this build. The API is described at /api/v1/openapi.yaml\n"
            .getBytes(StandardCharsets.UTF_8);
    return new Page("text/plain; charset=utf-8", text, null, "\"none\"", POLICY);
  }

  private @Nullable Page page(String resource) {
    Page known = pages.get(resource);
    if (known != null) {
      return known;
    }
    String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    if (type == null) {
      return null;
    }
    try (InputStream in = Pages.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        return null;
      }
      Page page = page(type, in.readAllBytes());
      pages.put(resource, page);
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page page(String type, byte[] plain) {
    CRC32 sum = new CRC32();
    sum.update(plain);
    String tag = "\"" + HexFormat.of().toHexDigits(sum.getValue()) + "-" + plain.length + "\"";
    boolean isText = !type.startsWith("image/") || type.startsWith("image/svg");
    return new Page(
        type,
        plain,
        isText && plain.length > Gzip.WORTH_BYTES
            ? Gzip.compress(plain, Deflater.BEST_COMPRESSION)
            : null,
        tag,
        type.startsWith("text/html") ? POLICY + importMap(plain) : POLICY);
  }

  /// An import map can only stand in the document; its hash lets it, and no other inline script,
  /// in.
  private static String importMap(byte[] html) {
    Matcher map = IMPORT_MAP.matcher(new String(html, StandardCharsets.UTF_8));
    if (!map.find()) {
      return "";
    }
    try {
      byte[] text = map.group(1).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return " 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
