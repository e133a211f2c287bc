package dev.weir.collector.processors.resourcedetection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `system`: name, operating system, addresses and processor of the host.
final class SystemDetector implements Detector {
  private static final String CPU = "host.cpu.";

  /// Distributions that are called otherwise than they call themselves.
  private static final Map<String, String> DISTRIBUTIONS =
      Map.of("rhel", "redhat", "amzn", "amazon", "ol", "oracle");

  private final Surroundings surroundings;
  private final List<String> hostnameSources;
  private final Found wanted;

  SystemDetector(Surroundings surroundings, List<String> hostnameSources, Found wanted) {
    this.surroundings = surroundings;
    this.hostnameSources = hostnameSources;
    this.wanted = wanted;
  }

  @Override
  public Map<String, Object> detect() throws IOException {
    wanted
        .put("host.name", hostname())
        .put("os.type", osType())
        .put("host.arch", arch())
        .put("host.id", surroundings.file("/etc/machine-id"));
    if (wanted.wants("host.ip") || wanted.wants("host.mac") || wanted.wants("host.interface")) {
      interfaces();
    }
    release();
    if (wanted.wants("os.build.id")) {
      wanted.put("os.build.id", kernel("osrelease"));
    }
    processor();
    return wanted.attributes();
  }

  private String hostname() throws IOException {
    IOException failed = new IOException("no source has the host's name: " + hostnameSources);
    for (String source : hostnameSources) {
      try {
        String name =
            switch (source) {
              case "os" -> osName();
              case "dns", "cname", "lookup" -> domainName();
              default -> "";
            };
        if (!name.isEmpty()) {
          return name;
        }
      } catch (IOException e) {
        failed.addSuppressed(e);
      }
    }
    throw failed;
  }

  private String osName() throws IOException {
    String name = kernel("hostname");
    return name.isEmpty() ? InetAddress.getLocalHost().getHostName() : name;
  }

  /// The name with its domain; empty when the resolver knows no more than an address.
  private static String domainName() throws IOException {
    InetAddress host = InetAddress.getLocalHost();
    String name = host.getCanonicalHostName();
    boolean isName = !name.equals(host.getHostAddress()) && !name.equals("localhost");
    return isName ? name : "";
  }

  private static String osType() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.startsWith("windows")
        ? "windows"
        : name.startsWith("mac") ? "darwin" : name.replace(" ", "");
  }

  private static String arch() {
    String arch = System.getProperty("os.arch", "");
    return switch (arch) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      case "i386", "i486", "i586", "i686" -> "x86";
      default -> arch;
    };
  }

  private void interfaces() throws IOException {
    List<String> addresses = new ArrayList<>();
    List<String> hardware = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      names.add(each.getName());
      if (each.isLoopback() || !each.isUp()) {
        continue;
      }
      for (InterfaceAddress address : each.getInterfaceAddresses()) {
        addresses.add(address.getAddress().getHostAddress().replaceFirst("%.*", ""));
      }
      byte[] mac = each.getHardwareAddress();
      if (mac != null) {
        hardware.add(HexFormat.ofDelimiter("-").withUpperCase().formatHex(mac));
      }
    }
    wanted.put("host.ip", addresses).put("host.mac", hardware).put("host.interface", names);
  }

  /// The distribution's name and version, where there is one.
  private void release() {
    if (!wanted.wants("os.name")
        && !wanted.wants("os.version")
        && !wanted.wants("os.description")) {
      return;
    }
    Map<String, String> release = pairs(surroundings.file("/etc/os-release"), "=");
    String name =
        DISTRIBUTIONS.getOrDefault(release.get("ID"), release.getOrDefault("ID", osType()));
    String version =
        release.getOrDefault("VERSION_ID", release.isEmpty() ? kernel("osrelease") : "");
    String debian = name.equals("debian") ? surroundings.file("/etc/debian_version") : "";
    wanted
        .put("os.name", name)
        .put("os.version", debian.isEmpty() ? version : debian)
        .put("os.description", description(release));
  }

  /// As `uname` says it, behind the distribution's name.
  private String description(Map<String, String> release) {
    String arch = System.getProperty("os.arch", "");
    String system =
        String.join(
            " ",
            kernel("ostype"),
            kernel("hostname"),
            kernel("osrelease"),
            kernel("version"),
            arch.equals("amd64") ? "x86_64" : arch);
    return release.getOrDefault("PRETTY_NAME", System.getProperty("os.name", ""))
        + " ("
        + system.strip()
        + ")";
  }

  private String kernel(String what) {
    return surroundings.file("/proc/sys/kernel/" + what);
  }

  private void processor() throws IOException {
    boolean any =
        List.of("vendor.id", "family", "model.id", "model.name", "stepping", "cache.l2.size")
            .stream()
            .anyMatch(last -> wanted.wants(CPU + last));
    if (!any || !Files.isReadable(surroundings.path("/proc/cpuinfo"))) {
      return;
    }
    String all = Files.readString(surroundings.path("/proc/cpuinfo"), UTF_8);
    Map<String, String> first = pairs(all.split("\n\n", 2)[0], ":");
    wanted
        .put(CPU + "vendor.id", first.getOrDefault("vendor_id", ""))
        .put(CPU + "family", first.getOrDefault("cpu family", ""))
        .put(CPU + "model.id", first.getOrDefault("model", ""))
        .put(CPU + "model.name", first.getOrDefault("model name", ""))
        .put(CPU + "stepping", first.getOrDefault("stepping", ""));
    String cache = first.getOrDefault("cache size", "").replaceAll("[^0-9]", "");
    if (!cache.isEmpty() && cache.length() < 10) {
      wanted.put(CPU + "cache.l2.size", Long.valueOf(cache));
    }
  }

  /// Lines of a key, a separator and a value, which may be in quotes.
  private static Map<String, String> pairs(String text, String separator) {
    Map<String, String> pairs = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      int at = line.indexOf(separator);
      if (at > 0) {
        String value = line.substring(at + 1).strip();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        pairs.putIfAbsent(
            line.substring(0, at).strip(), quoted ? value.substring(1, value.length() - 1) : value);
      }
    }
    return pairs;
  }
}
