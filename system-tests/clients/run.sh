#!/usr/bin/env bash
# Runs the official Python, Node.js and Go SDKs against a collector, over every protocol and with and without
# compression, and checks field by field what its file exporter wrote.
#
#   system-tests/clients/run.sh [COLLECTOR]     COLLECTOR is what starts it (default: ./weir of this checkout)
#
# Needs python3 with venv, node with npm, and go; installs the SDKs by package name below target/.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
collector="${1:-$root/weir}"
work="$root/system-tests/target/clients"
rm -rf "$work/out" && mkdir -p "$work/out"

step() { printf '\n== %s\n' "$*"; }

step "installing the Python SDK"
[ -x "$work/venv/bin/python" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet -r "$here/python/requirements.txt"

step "installing the Node.js SDK"
mkdir -p "$work/node" && cp "$here/node/"* "$work/node/"
(cd "$work/node" && npm install --silent --no-audit --no-fund --no-package-lock)

step "building with the Go SDK"
mkdir -p "$work/go" && cp "$here/go/"* "$work/go/"
(cd "$work/go" && go mod tidy >"$work/go.log" 2>&1 && go build -o clients . || { cat "$work/go.log"; exit 1; })

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
grpc_port="$(free_port)" http_port="$(free_port)" metrics_port="$(free_port)"
cat >"$work/config.yaml" <<YAML
receivers:
  otlp:
    protocols:
      grpc: {endpoint: 127.0.0.1:$grpc_port}
      http: {endpoint: 127.0.0.1:$http_port}
exporters:
  file: {path: $work/out/telemetry.json}
service:
  telemetry:
    metrics: {readers: [{pull: {exporter: {prometheus: {host: 127.0.0.1, port: $metrics_port}}}}]}
  pipelines:
    traces: {receivers: [otlp], exporters: [file]}
    metrics: {receivers: [otlp], exporters: [file]}
    logs: {receivers: [otlp], exporters: [file]}
YAML

step "starting $collector"
"$collector" --config "$work/config.yaml" >"$work/collector.log" 2>&1 &
collector_pid=$!
trap 'kill $collector_pid 2>/dev/null || true' EXIT
for _ in $(seq 600); do
  (echo >"/dev/tcp/127.0.0.1/$grpc_port") 2>/dev/null && (echo >"/dev/tcp/127.0.0.1/$http_port") 2>/dev/null && break
  kill -0 $collector_pid 2>/dev/null || { cat "$work/collector.log"; exit 1; }
  sleep 0.1
done

services=()
send() { # LANGUAGE PROTOCOL COMPRESSION COMMAND...
  local service="$1-$2-$3" endpoint="http://127.0.0.1:$http_port"
  [ "$2" = grpc ] && endpoint="http://127.0.0.1:$grpc_port"
  echo "$service"
  "${@:4}" "$2" "$endpoint" "$3"
  services+=("$service")
}
step "sending"
for compression in none gzip; do
  for protocol in grpc http; do
    send python $protocol $compression "$work/venv/bin/python" "$here/python/send.py"
    send node $protocol $compression node "$work/node/send.mjs"
    send go $protocol $compression "$work/go/clients"
  done
  send node json $compression node "$work/node/send.mjs"
done

step "stopping, which writes what is held"
kill $collector_pid && wait $collector_pid
trap - EXIT

step "checking"
python3 "$here/check.py" "$work/out/telemetry.json" "${services[@]}"
