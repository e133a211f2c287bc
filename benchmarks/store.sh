#!/bin/sh
# Prints what the store costs: benchmarks/store.sh [MILLION_SPANS [MILLION_LOGS [MILLION_POINTS]]]; 10, 1 and 5 unless given.
# Writes to a folder of its own below TMPDIR, which it removes; JAVA_OPTS go to the JVM.
set -eu
cd "$(dirname "$0")/.."
WEIR_NEEDS_COMPILER=1
. .mvn/find-jdk.sh
./mvnw -q process-classes -pl benchmarks -am -Dspotless.check.skip
folder="$(mktemp -d "${TMPDIR:-/tmp}/weir-store.XXXXXX")"
trap 'rm -rf "$folder"' EXIT
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx1g --enable-native-access=ALL-UNNAMED ${JAVA_OPTS-} \
  -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)" \
  dev.weir.benchmarks.store.StoreBenchmark "$folder" "${1-10}" "${2-1}" "${3-5}"
