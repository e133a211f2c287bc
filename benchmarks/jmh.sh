#!/bin/sh
# Runs JMH benchmarks: benchmarks/jmh.sh NAME [JMH options], NAME a regular expression; -h for help.
# Builds what they stand on first. Allocation and CPU time are always measured; JAVA_OPTS go to the forked JVMs.
set -eu
cd "$(dirname "$0")/.."
WEIR_NEEDS_COMPILER=1
. .mvn/find-jdk.sh
./mvnw -q process-classes -pl benchmarks -am
exec "$JAVA_HOME/bin/java" \
  -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)" \
  org.openjdk.jmh.Main -prof gc -prof dev.weir.benchmarks.CpuProfiler -jvmArgs "-XX:+UseSerialGC ${JAVA_OPTS-}" "$@"
