package dev.weir.collector.processors.resourcedetection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// `k8snode` and `k8s_api`: name and identifier of the node, and identifier of the cluster, as the
/// Kubernetes API tells them.
final class KubernetesDetector implements Detector {
  private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/";

  private final Surroundings surroundings;
  private final ResourceDetectionConfig.Kubernetes config;
  private final Found wanted;

  KubernetesDetector(
      Surroundings surroundings, ResourceDetectionConfig.Kubernetes config, Found wanted) {
    this.surroundings = surroundings;
    this.config = config;
    this.wanted = wanted;
  }

  @Override
  public Map<String, Object> detect() throws IOException {
    String variable = config.nodeFromEnvVar().isEmpty() ? "K8S_NODE_NAME" : config.nodeFromEnvVar();
    String node = surroundings.variable(variable);
    if (node.isEmpty()) {
      throw new IOException(variable + " is not set (expected: the name of the node)");
    }
    if (wanted.wants("k8s.node.uid")) {
      wanted.put("k8s.node.uid", uid(get("/api/v1/nodes/" + node)));
    }
    wanted.put("k8s.node.name", node);
    if (wanted.wants("k8s.cluster.uid")) {
      MetadataClient.Answer answer = ask("/api/v1/namespaces/kube-system");
      boolean forbidden = answer.status() == 401 || answer.status() == 403;
      if (!forbidden) {
        wanted.put("k8s.cluster.uid", uid(body("/api/v1/namespaces/kube-system", answer)));
      }
    }
    return wanted.attributes();
  }

  /// What the API answers to the version question; for who only wants to know which cluster it is.
  String version() throws IOException {
    return Json.text(Json.object(get("/version")), "gitVersion");
  }

  private static String uid(String object) throws IOException {
    return Json.text(Json.object(object), "metadata", "uid");
  }

  private String get(String path) throws IOException {
    return body(path, ask(path));
  }

  private static String body(String path, MetadataClient.Answer answer) throws IOException {
    if (!answer.isSuccess()) {
      throw new IOException("the Kubernetes API answers " + path + " with " + answer.status());
    }
    return answer.body();
  }

  private MetadataClient.Answer ask(String path) throws IOException {
    String host = surroundings.variable("KUBERNETES_SERVICE_HOST");
    String port = surroundings.variable("KUBERNETES_SERVICE_PORT", "443");
    if (host.isEmpty()) {
      throw new IOException("KUBERNETES_SERVICE_HOST is not set (expected: in a pod, it is)");
    }
    String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    if (config.authType().equals("none")) {
      return surroundings.client().ask("GET", "http://" + authority + path, Map.of(), null);
    }
    String token = surroundings.file(ACCOUNT + "token");
    return surroundings
        .client()
        .ask(
            "GET",
            "https://" + authority + path,
            Map.of("Authorization", "Bearer " + token),
            trust());
  }

  private @Nullable SSLSocketFactory trust() throws IOException {
    if (!Files.isReadable(surroundings.path(ACCOUNT + "ca.crt"))) {
      return null;
    }
    try (InputStream file = Files.newInputStream(surroundings.path(ACCOUNT + "ca.crt"))) {
      KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
      authorities.load(null, null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        authorities.setCertificateEntry("ca" + number++, each);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(authorities);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException(ACCOUNT + "ca.crt cannot be read: " + e.getMessage(), e);
    }
  }
}
