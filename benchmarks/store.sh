#!/bin/sh
# Prints what the store costs: benchmarks/store.sh [PART...], by default
#   spans=10 questions beside clean keys=1 logs=1 points=5
# with numbers in millions. StoreBenchmark's comment says what the parts do.
# Writes to a folder of its own below TMPDIR, which it removes; STORE_FOLDER names another, which it leaves, so that parts
# may follow one another in several runs. JAVA_OPTS go to the JVM.
set -eu
cd "$(dirname "$0")/.."
WEIR_NEEDS_COMPILER=1
. .mvn/find-jdk.sh
./mvnw -q process-classes -pl benchmarks -am -Dspotless.check.skip
folder="${STORE_FOLDER-}"
if [ -z "$folder" ]; then
  folder="$(mktemp -d "${TMPDIR:-/tmp}/weir-store.XXXXXX")"
  trap 'rm -rf "$folder"' EXIT
fi
[ $# -gt 0 ] || set -- spans=10 questions beside clean keys=1 logs=1 points=5
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx1g --enable-native-access=ALL-UNNAMED ${JAVA_OPTS-} \
  -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)" \
  dev.weir.benchmarks.store.StoreBenchmark "$folder" "$@"
