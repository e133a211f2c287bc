package dev.weir.collector.app.demo;

import static dev.weir.collector.app.demo.DemoServices.CANARY_VERSION;
import static dev.weir.collector.app.demo.DemoServices.CHECKOUT;
import static dev.weir.collector.app.demo.DemoServices.EMAIL;
import static dev.weir.collector.app.demo.DemoServices.FRONTEND;
import static dev.weir.collector.app.demo.DemoServices.INVENTORY;
import static dev.weir.collector.app.demo.DemoServices.PAYMENT;
import static dev.weir.collector.app.demo.DemoServices.RECOMMENDATION;
import static dev.weir.collector.app.demo.DemoServices.SHIPPING;
import static dev.weir.collector.app.demo.DemoSpan.CLIENT;
import static dev.weir.collector.app.demo.DemoSpan.CONSUMER;
import static dev.weir.collector.app.demo.DemoSpan.INTERNAL;
import static dev.weir.collector.app.demo.DemoSpan.PRODUCER;
import static dev.weir.collector.app.demo.DemoSpan.SERVER;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The requests of the shop. Three things go wrong in it: now and then the bank does not answer for
/// cards of one kind; one customer's account is locked; the canary of checkout loads a cart line by
/// line.
final class DemoShop {
  static final String UNLUCKY_CUSTOMER = "cust_8293";

  private static final List<String> CARDS = List.of("visa", "visa", "mastercard", "amex");
  private static final List<String> REGIONS = List.of("eu-west", "eu-west", "us-east", "ap-south");
  private static final long SPIKE_EVERY = 600_000_000_000L;
  private static final long SPIKE_LASTS = 120_000_000_000L;
  private static final double CANARY_SHARE = 0.12;

  private final RandomGenerator random;

  DemoShop(RandomGenerator random) {
    this.random = random;
  }

  /// Whether the bank is in trouble, in two minutes of ten.
  static boolean isSpike(long nanos) {
    return nanos % SPIKE_EVERY > SPIKE_EVERY - SPIKE_LASTS;
  }

  /// A request that began at a time, of a kind chosen by chance.
  DemoTrace request(long nanos) {
    int dice = random.nextInt(100);
    if (dice < 35) {
      return checkout(nanos);
    }
    return dice < 70 ? browse(nanos) : dice < 90 ? recommend(nanos) : login(nanos);
  }

  DemoTrace checkout(long nanos) {
    boolean isCanary = random.nextDouble() < CANARY_SHARE;
    String customer =
        random.nextInt(60) == 0 ? UNLUCKY_CUSTOMER : "cust_" + (1000 + random.nextInt(900));
    String card = pick(CARDS);
    DemoTrace trace = new DemoTrace(random, isCanary ? Map.of(CHECKOUT, CANARY_VERSION) : Map.of());
    DemoSpan root =
        http(trace, FRONTEND, "", "POST", "/checkout", nanos)
            .with("user.id", customer)
            .with("app.region", pick(REGIONS));
    DemoSpan call =
        root.child(FRONTEND, "POST", CLIENT, 900)
            .with("server.address", CHECKOUT)
            .with("http.request.method", "POST");
    DemoSpan place =
        call.child(CHECKOUT, "PlaceOrder", SERVER, 700)
            .with("rpc.system", "grpc")
            .with("rpc.service", "shop.Checkout")
            .with("user.id", customer);
    int lines = 3 + random.nextInt(6);
    long at = cart(place, isCanary ? 40 + random.nextInt(12) : 1, lines);
    at = reserve(place, at, lines);
    boolean isLocked = customer.equals(UNLUCKY_CUSTOMER);
    DemoSpan charge =
        charge(
            place,
            at,
            card,
            customer,
            isLocked,
            isSpike(nanos) && card.equals("amex") && random.nextInt(10) < 8);
    at += charge.micros() + 300;
    boolean isPaid = !isLocked && charge.micros() < 2_000_000;
    if (isPaid) {
      at = ship(place, at);
      publish(place, at, customer);
      at += 3_000;
      place
          .lasts(at)
          .log(
              9,
              "order placed, " + lines + " lines",
              Map.of("user.id", customer, "order.lines", lines));
    } else {
      place
          .lasts(at)
          .error("the order was not paid")
          .log(17, "order not placed: payment failed", Map.of("user.id", customer));
    }
    place
        .with("rpc.grpc.status_code", isPaid ? 0 : 13)
        .with("order.lines", lines)
        .with("db.statements", isCanary ? 40 : 1);
    call.lasts(at + 1400);
    return finish(root, at + 3000, isPaid ? 200 : isLocked ? 403 : 502);
  }

  DemoTrace browse(long nanos) {
    DemoTrace trace = new DemoTrace(random, Map.of());
    DemoSpan root =
        http(trace, FRONTEND, "", "GET", "/products/{id}", nanos)
            .with("product.id", random.nextInt(400))
            .with("app.region", pick(REGIONS));
    DemoSpan call =
        root.child(FRONTEND, "GET", CLIENT, 400)
            .with("server.address", INVENTORY)
            .with("http.request.method", "GET");
    DemoSpan product =
        http(trace, INVENTORY, call.id, "GET", "/api/products/{id}", call.start + 500_000);
    boolean isCached = random.nextInt(4) > 0;
    DemoSpan cache =
        product
            .child(INVENTORY, "GET", CLIENT, 150)
            .with("db.system.name", "redis")
            .with("db.operation.name", "GET")
            .with("server.address", "redis")
            .lasts(about(300));
    long at = 150 + cache.micros();
    if (!isCached) {
      at +=
          sql(
                  product,
                  INVENTORY,
                  "SELECT products",
                  "SELECT * FROM products WHERE id = ?",
                  at,
                  about(4_000))
              .micros();
      product.log(5, "cache miss, loading from the database", Map.of("cache.name", "products"));
    }
    at += about(700);
    product.lasts(at).with("cache.hit", isCached).with("http.response.status_code", 200);
    call.lasts(at + 900);
    return finish(root, at + 1700, 200);
  }

  DemoTrace recommend(long nanos) {
    DemoTrace trace = new DemoTrace(random, Map.of());
    DemoSpan root =
        http(trace, FRONTEND, "", "GET", "/recommendations", nanos)
            .with("app.region", pick(REGIONS));
    DemoSpan call = root.child(FRONTEND, "GET", CLIENT, 300).with("server.address", RECOMMENDATION);
    DemoSpan serve =
        http(trace, RECOMMENDATION, call.id, "GET", "/recommend", call.start + 600_000);
    boolean isCold = random.nextInt(12) == 0;
    long model = isCold ? about(1_400_000) : about(45_000);
    DemoSpan predict =
        serve
            .child(RECOMMENDATION, "model predict", INTERNAL, 800)
            .with("model.name", "two-tower")
            .with("model.cold", isCold)
            .lasts(model);
    if (isCold) {
      predict.log(13, "model was not in memory, loading it", Map.of("model.name", "two-tower"));
    }
    long at = 800 + model + about(900);
    serve.lasts(at).with("http.response.status_code", 200);
    call.lasts(at + 900);
    return finish(root, at + 1600, 200);
  }

  DemoTrace login(long nanos) {
    DemoTrace trace = new DemoTrace(random, Map.of());
    DemoSpan root = http(trace, FRONTEND, "", "POST", "/login", nanos);
    boolean isWrong = random.nextInt(8) == 0;
    DemoSpan sql =
        sql(
            root,
            FRONTEND,
            "SELECT users",
            "SELECT id, hash FROM users WHERE mail = ?",
            500,
            about(2_500));
    long at = 700 + sql.micros() + about(60_000);
    if (isWrong) {
      root.log(13, "login refused: wrong password", Map.of());
    }
    return finish(root, at, isWrong ? 401 : 200);
  }

  /// With one query, or with one for each line.
  private long cart(DemoSpan place, int queries, int lines) {
    DemoSpan load = place.child(CHECKOUT, "load cart", INTERNAL, 400);
    long at = 200;
    for (int i = 0; i < queries; i++) {
      String text =
          queries == 1
              ? "SELECT * FROM cart_lines WHERE cart_id = ?"
              : "SELECT * FROM cart_lines WHERE cart_id = ? AND line = ?";
      at +=
          sql(load, CHECKOUT, "SELECT cart_lines", text, at, about(queries == 1 ? 5_000 : 9_000))
                  .micros()
              + 250;
    }
    load.lasts(at)
        .with("cart.lines", lines)
        .log(5, "cart loaded with " + queries + " queries", Map.of("db.queries", queries));
    return 400 + at + 200;
  }

  private long reserve(DemoSpan place, long at, int lines) {
    DemoSpan call =
        place
            .child(CHECKOUT, "Reserve", CLIENT, at)
            .with("rpc.system", "grpc")
            .with("server.address", INVENTORY);
    DemoSpan serve =
        call.child(INVENTORY, "Reserve", SERVER, 500)
            .with("rpc.system", "grpc")
            .with("rpc.service", "shop.Inventory");
    DemoSpan sql =
        sql(
            serve,
            INVENTORY,
            "UPDATE stock",
            "UPDATE stock SET reserved = reserved + ? WHERE product = ?",
            300,
            about(6_000));
    serve.lasts(300 + sql.micros() + about(500)).with("order.lines", lines);
    call.lasts(serve.micros() + 1_000);
    return at + call.micros() + 200;
  }

  private DemoSpan charge(
      DemoSpan place, long at, String card, String customer, boolean isLocked, boolean isSlow) {
    DemoSpan call =
        place
            .child(CHECKOUT, "Charge", CLIENT, at)
            .with("rpc.system", "grpc")
            .with("server.address", PAYMENT);
    DemoSpan serve =
        call.child(PAYMENT, "Charge", SERVER, 600)
            .with("rpc.system", "grpc")
            .with("rpc.service", "shop.Payment")
            .with("payment.card", card)
            .with("user.id", customer)
            .with("payment.amount", Math.round(random.nextDouble() * 20_000) / 100.0);
    long bankTime = isLocked ? about(12_000) : isSlow ? 3_000_000 : about(90_000);
    DemoSpan bank =
        serve
            .child(PAYMENT, "POST", CLIENT, 900)
            .with("http.request.method", "POST")
            .with("server.address", "api.bank.example")
            .with("server.port", 443)
            .lasts(bankTime);
    long end = 900 + bankTime + about(800);
    serve.lasts(end);
    call.lasts(end + 1_200);
    if (isLocked) {
      bank.with("http.response.status_code", 403).error("403");
      serve
          .exception(
              "payment.AccountLocked",
              "account of " + customer + " is locked",
              "payment.(*Ledger).Charge(ledger.go:141)")
          .log(17, "charge refused: account is locked", Map.of("user.id", customer));
      call.error("PERMISSION_DENIED");
    } else if (isSlow) {
      bank.exception(
              "net.TimeoutError",
              "the bank did not answer within 3 s",
              "net/http.(*Client).Do(client.go:590)")
          .log(13, "bank did not answer within 3 s, giving up", Map.of("payment.card", card));
      serve
          .exception(
              "payment.BankUnavailable",
              "bank unavailable for " + card,
              "payment.(*Bank).Charge(bank.go:88)")
          .log(
              17,
              "charge failed: bank unavailable",
              Map.of("payment.card", card, "user.id", customer));
      call.error("UNAVAILABLE");
    } else {
      bank.with("http.response.status_code", 200);
    }
    return call;
  }

  private long ship(DemoSpan place, long at) {
    DemoSpan call = place.child(CHECKOUT, "GET", CLIENT, at).with("server.address", SHIPPING);
    DemoSpan quote =
        http(place.trace, SHIPPING, call.id, "GET", "/quote", call.start + 400_000)
            .lasts(about(9_000))
            .with("http.response.status_code", 200);
    call.lasts(quote.micros() + 900);
    return at + call.micros() + 200;
  }

  private void publish(DemoSpan place, long at, String customer) {
    DemoSpan send =
        place
            .child(CHECKOUT, "orders publish", PRODUCER, at)
            .with("messaging.system", "kafka")
            .with("messaging.destination.name", "orders")
            .with("messaging.operation.type", "send")
            .lasts(about(1_500));
    DemoSpan process =
        send.child(EMAIL, "orders process", CONSUMER, about(40_000))
            .with("messaging.system", "kafka")
            .with("messaging.destination.name", "orders")
            .with("messaging.operation.type", "process");
    DemoSpan smtp =
        process
            .child(EMAIL, "send mail", CLIENT, 2_000)
            .with("server.address", "smtp.example")
            .lasts(about(25_000));
    process.lasts(3_000 + smtp.micros()).log(9, "confirmation sent", Map.of("user.id", customer));
  }

  private DemoSpan sql(
      DemoSpan parent, String service, String name, String text, long after, long lasts) {
    return parent
        .child(service, name, CLIENT, after)
        .with("db.system.name", "postgresql")
        .with("db.namespace", "shop")
        .with("db.query.text", text)
        .with("server.address", "postgres")
        .lasts(lasts);
  }

  private static DemoSpan http(
      DemoTrace trace, String service, String parent, String method, String route, long start) {
    return trace
        .span(service, parent, method + " " + route, SERVER, start)
        .with("http.request.method", method)
        .with("http.route", route)
        .with("url.scheme", "https");
  }

  private static DemoTrace finish(DemoSpan root, long micros, int status) {
    root.lasts(micros).with("http.response.status_code", status);
    if (status >= 500) {
      root.error("HTTP " + status);
    }
    root.log(
        status >= 500 ? 17 : 9,
        "answered with " + status + " after " + micros / 1000 + " ms",
        Map.of("http.response.status_code", status));
    return root.trace;
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  /// A duration around a typical one, with a tail.
  private long about(long micros) {
    return Math.max(50, (long) (micros * Math.exp(random.nextGaussian() * 0.35)));
  }
}
