package dev.weir.collector.app.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/// The services of the shop and what they say of themselves.
final class DemoServices {
  static final String FRONTEND = "frontend";
  static final String CHECKOUT = "checkout";
  static final String PAYMENT = "payment";
  static final String INVENTORY = "inventory";
  static final String RECOMMENDATION = "recommendation";
  static final String SHIPPING = "shipping";
  static final String EMAIL = "email";
  static final String USUAL_VERSION = "1.4.2";
  static final String CANARY_VERSION = "1.5.0-canary";

  private static final Map<String, String> LANGUAGES =
      Map.of(
          FRONTEND,
          "nodejs",
          CHECKOUT,
          "java",
          PAYMENT,
          "go",
          INVENTORY,
          "java",
          RECOMMENDATION,
          "python",
          SHIPPING,
          "rust",
          EMAIL,
          "java");

  private DemoServices() {}

  static String language(String service) {
    return LANGUAGES.getOrDefault(service, "java");
  }

  static String resource(String service, String version) {
    boolean isCanary = version.equals(CANARY_VERSION);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("service.name", service);
    fields.put("service.namespace", "shop");
    fields.put("service.version", version);
    fields.put("service.instance.id", service + (isCanary ? "-canary-0" : "-0"));
    fields.put("deployment.environment.name", "production");
    fields.put("host.name", "node-" + (Math.floorMod(service.hashCode(), 3) + 1));
    fields.put("k8s.pod.name", service + (isCanary ? "-canary-6b9f" : "-7c4d"));
    fields.put("telemetry.sdk.language", language(service));
    return "\"resource\":{\"attributes\":" + DemoJson.attributes(fields) + "}";
  }
}
