#!/usr/bin/env bash
# Starts Weir and a shop of four services in four languages, lets one customer pay, and says where to look.
# Ctrl-C ends everything. Needs Python 3.11, Node.js 20, Go 1.26 and a JDK 25, or newer ones, and installs the rest by
# package name below target/.
#
# Environment:
#   STOREFRONT_PORT, ORDERS_PORT, STOCK_PORT, PAYMENT_PORT    the services' ports (8081 to 8084)
#   and what examples/start.sh names
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
name=polyglot
work="$here/target"
. "$here/../start.sh"
storefront_port="${STOREFRONT_PORT:-8081}" orders_port="${ORDERS_PORT:-8082}"
stock_port="${STOCK_PORT:-8083}" payment_port="${PAYMENT_PORT:-8084}"

check_tools() {
  need python3 "Python 3.11 or newer"
  need node "Node.js 20.6 or newer"
  need npm "npm, which comes with Node.js"
  need go "Go 1.26 or newer"
  need curl "curl"
  local python node go
  python="$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
  at_least "$python" 3.11 || fail "python3 is $python (expected: 3.11 or newer)"
  python3 -c 'import ensurepip, venv' 2>/dev/null || fail "python3 has no venv: install it (Debian: python3-venv)"
  node="$(node --version)"
  at_least "${node#v}" 20.6 || fail "node is $node (expected: 20.6 or newer)"
  go="$(cd / && go env GOVERSION)"
  at_least "${go#go}" 1.21 || fail "$go (expected: go1.26, or go1.21 and newer, which fetch it)"
}

# unless_done STAMP SOURCE...: true when a source is newer than the stamp.
unless_done() {
  local source
  for source in "${@:2}"; do
    [ ! "$1" -nt "$source" ] || continue
    return 0
  done
  return 1
}

install_storefront() {
  unless_done "$work/venv/.done" "$here/storefront/requirements.txt" || return 0
  step "installing storefront's packages (Python)"
  python3 -m venv --clear "$work/venv"
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/storefront/requirements.txt"
  touch "$work/venv/.done"
}

install_orders() {
  mkdir -p "$work/orders"
  if unless_done "$work/orders/.done" "$here/orders/package.json"; then
    step "installing orders' packages (Node.js)"
    cp "$here/orders/package.json" "$work/orders/"
    (cd "$work/orders" && npm install --silent --no-audit --no-fund --no-package-lock) ||
      fail "npm install failed; to see why: (cd $work/orders && npm install)"
    touch "$work/orders/.done"
  fi
  cp "$here/orders/"*.js "$work/orders/"
}

build_stock() {
  step "building stock (Go)"
  (cd "$here/stock" && go build -o "$work/stock" .)
}

check_tools
for port in STOREFRONT_PORT:$storefront_port ORDERS_PORT:$orders_port STOCK_PORT:$stock_port PAYMENT_PORT:$payment_port; do
  free "${port#*:}" "${port%:*}"
done
install_storefront
install_orders
build_stock
build_payment
start_weir

step "starting payment, stock, orders, storefront"
launch_service payment "$JAVA_HOME/bin/java" -jar "$here/../payment/target/payment.jar" "$payment_port"
PORT="$stock_port" PAYMENT_URL="http://127.0.0.1:$payment_port" launch_service stock "$work/stock"
PORT="$orders_port" STOCK_URL="http://127.0.0.1:$stock_port" \
  launch_service orders node --require "$work/orders/telemetry.js" "$work/orders/orders.js"
ORDERS_URL="http://127.0.0.1:$orders_port" launch_service storefront "$work/venv/bin/opentelemetry-instrument" \
  "$work/venv/bin/uvicorn" --app-dir "$here/storefront" --port "$storefront_port" --no-access-log storefront:app
ready payment "$payment_port"
ready stock "$stock_port"
ready orders "$orders_port"
ready storefront "$storefront_port"

shop="http://127.0.0.1:$storefront_port"
first="$(curl --fail --silent --show-error -X POST "$shop/checkout?item=book&card=visa")"
trace="$(printf '%s' "$first" | sed -n 's/.*"trace_id":"\([0-9a-f]*\)".*/\1/p')"
cat <<END

Four services run, and one customer has bought a book.

  its trace       $ui/trace/$trace
  all traces      $ui/traces
  who calls whom  $ui/services
  logs            $ui/logs
  metrics         $ui/metrics?metric=http.server.request.duration

  buy more        curl -X POST '$shop/checkout?item=lamp&card=visa'
  be declined     curl -X POST '$shop/checkout?item=lamp&card=expired'
  break the bank  curl -X POST '$shop/checkout?item=lamp&card=broken'
  find none       curl -X POST '$shop/checkout?item=sofa&card=visa'

What the services print is in $work/*.log. Ctrl-C ends everything.
END
run_until_told
