package dev.weir.query.http;

import dev.weir.collector.helper.http.HttpHandler;
import dev.weir.collector.helper.http.HttpRequest;
import dev.weir.collector.helper.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Serves the pages from the class path: `/x` is `dev/weir/ui/x`; libraries stand under `/_static/`
/// and `/webjars/`, as their jars have them. What has no file and no dot is the start page, which
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
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
  private static final int MIN_COMPRESSED = 1024;

  private final Access access;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // made and read here only
  private record Page(String type, byte[] plain, byte @Nullable [] compressed, String tag) {}

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
    String accepted = request.header("accept-encoding");
    byte[] compressed = page.compressed;
    boolean isCompressed = compressed != null && accepted != null && accepted.contains("gzip");
    HttpResponse response =
        HttpResponse.of(
                200, page.type, isCompressed && compressed != null ? compressed : page.plain)
            .header("etag", page.tag)
            .header("cache-control", "no-cache")
            .header("vary", "accept-encoding")
            .header("x-content-type-options", "nosniff")
            .header("referrer-policy", "no-referrer")
            .header("content-security-policy", POLICY);
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
    boolean isFile = name.lastIndexOf('.') > name.lastIndexOf('/');
    if (isFile && !path.equals("/")) {
      return null;
    }
    Page start = page(ROOT + "/index.html");
    return start != null || !path.equals("/") ? start : none();
  }

  private static Page none() {
    byte[] text =
        "The pages are not part of this build. The API is described at /api/v1/openapi.yaml\n"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new Page("text/plain; charset=utf-8", text, null, "\"none\"");
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

  private static Page page(String type, byte[] plain) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(plain);
    String tag = "\"" + HexFormat.of().toHexDigits(sum.getValue()) + "-" + plain.length + "\"";
    boolean isText = !type.startsWith("image/") || type.startsWith("image/svg");
    return new Page(
        type, plain, isText && plain.length > MIN_COMPRESSED ? compressed(plain) : null, tag);
  }

  private static byte[] compressed(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }
}
