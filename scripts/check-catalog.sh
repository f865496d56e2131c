#!/usr/bin/env bash
# Compares the exporter catalogue with the servers that this machine has installed: each is started on the loopback interface,
# asked once for its metrics, and stopped. Every metric and label of the capture has to be in the catalogue.
# On Debian: apt-get install prometheus prometheus-node-exporter prometheus-alertmanager prometheus-blackbox-exporter
#   prometheus-pushgateway prometheus-postgres-exporter prometheus-redis-exporter prometheus-mysqld-exporter
#   prometheus-process-exporter prometheus-nginx-exporter redis-server haproxy prometheus-haproxy-exporter prometheus-apache-exporter
#   prometheus-snmp-exporter
# usage: scripts/check-catalog.sh [--unseen]    --unseen also lists what the catalogue has and the capture has not, and why
set -u
cd "$(dirname "$0")/.."
[ -f guards.jar ] || ./mvnw -q -DskipTests package || exit 2
work=$(mktemp -d)
failed=0
pids=()
trap 'for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null; done; rm -rf "$work"' EXIT

# check EXPORTER RELEASE PORT PATH FLAGS -- PROGRAM ARGUMENTS...
check() {
  local exporter=$1 release=$2 port=$3 path=$4 flags=$5
  shift 6
  command -v "$1" >/dev/null || { echo "$exporter: $1 is not installed"; return; }
  "$@" >"$work/$exporter.log" 2>&1 &
  pids+=($!)
  for _ in $(seq 50); do
    curl -fsS "http://127.0.0.1:$port$path" >"$work/$exporter.prom" 2>/dev/null && break
    sleep 0.2
  done
  if [ ! -s "$work/$exporter.prom" ]; then
    echo "$exporter: no answer on port $port"; tail -3 "$work/$exporter.log"; failed=1
    return
  fi
  # A second time: some families appear with the first scrape.
  curl -fsS "http://127.0.0.1:$port$path" >"$work/$exporter.prom"
  # shellcheck disable=SC2086
  java -jar guards.jar catalog --release "$release" --path "${path%%\?*}" --against "$work/$exporter.prom" "${unseen[@]}" -- \
    "$exporter" $flags || failed=1
}

release() { dpkg-query -W -f '${source:Upstream-Version}' "$1" 2>/dev/null | sed 's/+.*//' || echo latest; }

unseen=()
[ "${1:-}" = --unseen ] && unseen=(--unseen)

cat >"$work/prometheus.yml" <<'YAML'
global: {scrape_interval: 1s}
scrape_configs: [{job_name: self, static_configs: [{targets: ["127.0.0.1:19090"]}]}]
YAML
echo 'route: {receiver: none}
receivers: [{name: none}]' >"$work/alertmanager.yml"
echo 'modules: {http: {prober: http}}' >"$work/blackbox.yml"
echo 'process_names: [{name: "{{.Comm}}", cmdline: [".+"]}]' >"$work/process.yml"

check prometheus "$(release prometheus)" 19090 /metrics "" -- prometheus --config.file="$work/prometheus.yml" \
  --storage.tsdb.path="$work/tsdb" --web.listen-address=127.0.0.1:19090
check node_exporter "$(release prometheus-node-exporter)" 19100 /metrics "" -- prometheus-node-exporter --web.listen-address=127.0.0.1:19100
check alertmanager "$(release prometheus-alertmanager)" 19093 /metrics "" -- prometheus-alertmanager --config.file="$work/alertmanager.yml" \
  --storage.path="$work/am" --web.listen-address=127.0.0.1:19093 --cluster.listen-address=127.0.0.1:19094 \
  --cluster.advertise-address=127.0.0.1:19094
check pushgateway "$(release prometheus-pushgateway)" 19091 /metrics "" -- prometheus-pushgateway --web.listen-address=127.0.0.1:19091
check blackbox_exporter "$(release prometheus-blackbox-exporter)" 19115 "/probe?target=http://127.0.0.1:19091/&module=http" "" -- \
  prometheus-blackbox-exporter --config.file="$work/blackbox.yml" --web.listen-address=127.0.0.1:19115
check process-exporter "$(release prometheus-process-exporter)" 19256 /metrics "" -- prometheus-process-exporter \
  -config.path "$work/process.yml" -web.listen-address 127.0.0.1:19256
if command -v redis-server >/dev/null; then
  redis-server --port 16379 --bind 127.0.0.1 --save "" >/dev/null 2>&1 &
  pids+=($!)
fi
check redis_exporter "$(release prometheus-redis-exporter)" 19121 /metrics "" -- prometheus-redis-exporter \
  -redis.addr redis://127.0.0.1:16379 -web.listen-address 127.0.0.1:19121
DATA_SOURCE_NAME="postgresql://postgres@127.0.0.1:${PGPORT:-5432}/postgres?sslmode=disable" \
  check postgres_exporter "$(release prometheus-postgres-exporter)" 19187 /metrics "" -- prometheus-postgres-exporter \
  --web.listen-address=127.0.0.1:19187
DATA_SOURCE_NAME="root@(127.0.0.1:${MYSQL_PORT:-3306})/" \
  check mysqld_exporter "$(release prometheus-mysqld-exporter)" 19104 /metrics "" -- prometheus-mysqld-exporter \
  --web.listen-address=127.0.0.1:19104
# A status page stands in for NGINX: the exporter only starts with one.
if command -v python3 >/dev/null; then
  mkdir "$work/status"
  printf 'Active connections: 1 \nserver accepts handled requests\n 1 1 1 \nReading: 0 Writing: 1 Waiting: 0 \n' >"$work/status/page"
  python3 -m http.server --bind 127.0.0.1 --directory "$work/status" 19114 >/dev/null 2>&1 &
  pids+=($!)
  sleep 1
fi
check nginx-prometheus-exporter "$(release prometheus-nginx-exporter)" 19113 /metrics "" -- prometheus-nginx-exporter \
  -web.listen-address 127.0.0.1:19113 -nginx.scrape-uri http://127.0.0.1:19114/page -nginx.retries 0
cat >"$work/haproxy.cfg" <<'CFG'
defaults
  mode http
  timeout client 5s
  timeout server 5s
  timeout connect 1s
frontend f
  bind 127.0.0.1:19404
  http-request use-service prometheus-exporter if { path /metrics }
  stats enable
  stats uri /stats
  stick-table type ip size 100k expire 30s store http_req_rate(10s)
  default_backend b
backend b
  server s 127.0.0.1:19405 check
CFG
check haproxy "$(release haproxy)" 19404 /metrics "" -- haproxy -db -f "$work/haproxy.cfg"
check haproxy_exporter "$(release prometheus-haproxy-exporter)" 19901 /metrics "" -- prometheus-haproxy-exporter \
  --web.listen-address=127.0.0.1:19901 --haproxy.scrape-uri='http://127.0.0.1:19404/stats;csv'
# A status page stands in for Apache too.
if [ -d "$work/status" ]; then
  printf 'localhost\nServerVersion: Apache/2.4.58\nServerMPM: event\nTotal Accesses: 1\nTotal kBytes: 1\nUptime: 1\nScoreboard: _W.\n' \
    >"$work/status/apache"
fi
check apache_exporter "$(release prometheus-apache-exporter)" 19117 /metrics "" -- prometheus-apache-exporter \
  --telemetry.address=127.0.0.1:19117 --scrape_uri=http://127.0.0.1:19114/apache
check snmp_exporter "$(release prometheus-snmp-exporter)" 19116 /metrics "" -- prometheus-snmp-exporter \
  --config.file=/etc/prometheus/snmp.yml --web.listen-address=127.0.0.1:19116
exit $failed
