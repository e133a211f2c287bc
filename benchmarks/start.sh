#!/bin/sh
# Prints what a start without a configuration costs, store and pages included: benchmarks/start.sh [STARTS]; 7 unless given.
# On free ports, in folders of its own. WEIR names another launcher than this checkout's.
set -eu
cd "$(dirname "$0")/.."
WEIR_NEEDS_COMPILER=1
. .mvn/find-jdk.sh
weir="${WEIR:-./weir}"
"$weir" --version >&2 # builds when something has changed
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  benchmarks/src/main/java/dev/weir/benchmarks/store/DefaultStart.java "$weir" "${1-7}"
