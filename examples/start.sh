# Sourced by the examples that start programs: checks what they need, starts Weir and them, waits until they are ready,
# and ends all of them with the script. Wants $name (of the example) and $work (a folder for logs and data).
#
# Environment:
#   GRPC_PORT, HTTP_PORT, HEALTH_PORT, METRICS_PORT    Weir's ports (4317, 4318, 13133, 8888)
#   WEIR_UI                                            where its pages are (localhost:4319)
#   WEIR_DATA                                          where it keeps the data (data below the example's folder)
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export WEIR_UI="${WEIR_UI:-localhost:4319}"
ui="http://$WEIR_UI"
http_port="${HTTP_PORT:-4318}"
pids=()
names=()
mkdir -p "$work"

step() { printf '== %s\n' "$*"; }
fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# need COMMAND WHAT: the example cannot do without it.
need() { command -v "$1" >/dev/null 2>&1 || fail "$1 is missing: install $2"; }

# at_least HAVE WANTED: compares versions such as 3.11.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# accepts PORT: something listens there.
accepts() { (: >"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free PORT VARIABLE: nothing listens there yet.
free() { ! accepts "$1" || fail "port $1 is taken, perhaps by another Weir: stop that, or name another port in $2"; }

# launch NAME COMMAND...: in the background, its output in a log of its own.
launch() {
  local log="$work/$1.log"
  "${@:2}" >"$log" 2>&1 </dev/null &
  pids+=($!)
  names+=("$1")
}

# ended: prints the name of a program that has ended, if there is one.
ended() {
  local i
  for i in "${!pids[@]}"; do
    kill -0 "${pids[$i]}" 2>/dev/null || { echo "${names[$i]}" && return; }
  done
}

fail_if_ended() {
  local which
  which="$(ended)"
  [ -z "$which" ] || fail "$which has ended; the last lines of $work/$which.log:
$(tail -n 15 "$work/$which.log")"
}

# ready NAME PORT: returns when the program accepts connections.
ready() {
  local i
  for i in $(seq 1200); do
    accepts "$2" && return
    fail_if_ended
    sleep 0.1
  done
  fail "$1 does not listen on port $2 after two minutes; see $work/$1.log"
}

# start_weir: as without a configuration, with a folder of its own.
start_weir() {
  free "${GRPC_PORT:-4317}" GRPC_PORT
  free "$http_port" HTTP_PORT
  free "${HEALTH_PORT:-13133}" HEALTH_PORT
  free "${METRICS_PORT:-8888}" METRICS_PORT
  free "${WEIR_UI##*:}" WEIR_UI
  # Builds where that is needed, where its progress is seen.
  "$root/weir" --version >/dev/null
  step "starting Weir"
  launch weir "$root/weir" --data "${WEIR_DATA:-$work/data}"
  ready weir "$http_port"
  ready weir "${WEIR_UI##*:}"
}

# sdk_variables SERVICE: what tells an SDK who it is and where to send, as words for `env`.
sdk_variables() {
  printf '%s\n' \
    "OTEL_SERVICE_NAME=$1" \
    "OTEL_RESOURCE_ATTRIBUTES=service.namespace=$name,service.version=1.0.0" \
    "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:$http_port" \
    OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf \
    OTEL_TRACES_EXPORTER=otlp OTEL_METRICS_EXPORTER=otlp OTEL_LOGS_EXPORTER=otlp \
    OTEL_SEMCONV_STABILITY_OPT_IN=http \
    OTEL_BSP_SCHEDULE_DELAY=500 OTEL_BLRP_SCHEDULE_DELAY=500 OTEL_METRIC_EXPORT_INTERVAL=2000
}

# launch_service NAME COMMAND...: as launch, with the variables of an SDK.
launch_service() {
  # shellcheck disable=SC2046 # words are meant
  launch "$1" env $(sdk_variables "$1") "${@:2}"
}

# build_payment: leaves the payment service in examples/payment/target.
build_payment() {
  step "building payment (Java)"
  (cd "$root" && ./mvnw -q -B package -pl examples/payment -DskipTests -Dspotless.check.skip)
  # shellcheck source=/dev/null
  . "$root/.mvn/find-jdk.sh"
}

# stop_all: first who sends, so that it can send the rest, last Weir.
stop_all() {
  trap - EXIT
  trap '' INT TERM
  [ "${#pids[@]}" -gt 0 ] || return 0
  local i
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    [ "$i" -gt 0 ] || wait_for "${pids[@]:1}"
    kill "${pids[$i]}" 2>/dev/null || true
  done
  wait_for "${pids[@]}"
}

# wait_for PID...: until they have ended, at most ten seconds; then they are killed.
wait_for() {
  local pid i
  for pid in "$@"; do
    for i in $(seq 100); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
    kill -9 "$pid" 2>/dev/null || true
  done
}

# run_until_told: keeps everything running until Ctrl-C, or until one of the programs ends.
run_until_told() {
  while :; do
    fail_if_ended
    sleep 1 &
    wait $! || true
  done
}

trap stop_all EXIT
trap 'echo; step "stopping"; exit 0' INT TERM
