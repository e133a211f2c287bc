#!/bin/sh
# Validates a folder of collector configurations and prints a table: passed, lacking which component, or failed with what.
#
#   system-tests/public-configs.sh FOLDER
#
# FOLDER/INDEX.tsv may say, in columns `file`, `env` and `go_0_159`, which variables a file needs and what the Go Collector
# says of it. Ends with 1 when one failed that the Go Collector does not refuse.
set -eu
if [ $# -ne 1 ] || [ ! -d "$1" ]; then
  echo "usage: system-tests/public-configs.sh FOLDER" >&2
  exit 2
fi
root="$(cd "$(dirname "$0")/.." && pwd)"
. "$root/.mvn/find-jdk.sh"
"$root/weir" --version >&2 # builds when something has changed
exec "$JAVA_HOME/bin/java" -cp "$root/collector/app/target/dist/weir/lib/weir-collector-app.jar" \
  dev.weir.collector.engine.config.PublicConfigs "$1"
