#!/usr/bin/env bash
# Starts Weir and the payment service, whose customers pay once a second. Ctrl-C ends both.
# examples/start.sh says which variables choose the ports.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
name=payment
work="$here/target/run"
. "$here/../start.sh"

build_payment
start_weir
step "starting payment"
launch_service payment "$JAVA_HOME/bin/java" -jar "$here/target/payment.jar"
cat <<END

A payment is made every second.

  its traces      $ui/traces?q=%7B%20resource.service.name%20%3D%20%22payment%22%20%7D
  its logs        $ui/logs
  its metrics     $ui/metrics?metric=payments  and  $ui/metrics?metric=payment.duration
  what it logs    $work/payment.log

Ctrl-C ends it.
END
run_until_told
