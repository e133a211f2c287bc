/// Contracts, doubles and data for the tests of components, Weir's own and those of others.
// The official classes come in automatic modules; whoever tests with them needs them too.
@SuppressWarnings("requires-transitive-automatic")
module dev.weir.collector.testkit {
  requires transitive com.google.protobuf;
  requires transitive dev.weir.collector.api;
  requires transitive io.grpc;
  requires transitive io.netty.handler;
  requires transitive io.opentelemetry.proto;
  requires transitive org.junit.jupiter.api;
  requires org.assertj.core;
  requires awaitility;
  requires io.grpc.netty;
  requires static transitive org.jspecify;

  exports dev.weir.collector.testkit;
}
