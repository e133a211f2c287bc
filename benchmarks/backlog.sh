#!/bin/sh
# Fills the queue of an exporter whose sink stalls, and drains it; --help says more. Only loopback.
set -eu
cd "$(dirname "$0")/.."
WEIR_NEEDS_COMPILER=1
. .mvn/find-jdk.sh
./weir --version >&2 # builds when something has changed
./mvnw -q process-classes -pl benchmarks -am
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xms512m -Xmx1g -Dio.netty.allocator.type=pooled --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow \
  -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)" \
  dev.weir.benchmarks.rig.Backlog "$@"
