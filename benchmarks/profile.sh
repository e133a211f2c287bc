#!/bin/sh
# Profiles Weir under a scenario of compare.sh and leaves a flame graph: profile.sh [cpu|alloc|wall|lock] SCENARIO [options of compare.sh]
set -eu
cd "$(dirname "$0")/.."
event="cpu"
case "${1-}" in
  cpu | alloc | wall | lock) event="$1" && shift ;;
esac
[ $# -gt 0 ] || { sed -n '2p' "$0" >&2 && exit 2; }
scenario="$1"
WEIR_NEEDS_COMPILER=1
. .mvn/find-jdk.sh

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) folder=linux-x64 ;;
  Linux-aarch64) folder=linux-arm64 ;;
  Darwin-*) folder=macos ;;
  *) echo "async-profiler has no library for $(uname -sm)" >&2 && exit 2 ;;
esac
./mvnw -q dependency:unpack -pl benchmarks -Dartifact=tools.profiler:async-profiler:4.5 -DoutputDirectory="$PWD/benchmarks/target/profiler"
library="$PWD/benchmarks/target/profiler/$folder/libasyncProfiler.so"
out="$PWD/benchmarks/target/$scenario-$event.html"
# ctimer needs no rights that a container lacks
[ "$event" = cpu ] && event=ctimer
export WEIR_JVM_OPTS="${WEIR_JVM_OPTS-} -agentpath:$library=start,event=$event,interval=1ms,file=$out,title=$scenario"
[ "$event" = ctimer ] || WEIR_JVM_OPTS="$(printf %s "$WEIR_JVM_OPTS" | sed 's/,interval=1ms//')"
benchmarks/compare.sh "$@"
echo "flame graph: $out"
