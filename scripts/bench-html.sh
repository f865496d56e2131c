#!/usr/bin/env bash
# How long Chromium takes for the HTML report of 5,000 panels, beyond what an empty page takes: medians of runs that take
# turns. scripts/bench-html.sh [RUNS]
set -euo pipefail

home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
runs="${1:-5}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

mkdir "$work/stack"
printf 'services:\n  node:\n    image: prom/node-exporter:v1.8.2\n  prometheus:\n    image: prom/prometheus:v3.1.0\n    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]\n' > "$work/stack/compose.yml"
printf 'scrape_configs:\n  - job_name: node\n    static_configs: [{targets: ["node:9100"]}]\n' > "$work/stack/prometheus.yml"
for board in $(seq 50); do
  printf '{"uid": "b%s", "title": "Board %s", "schemaVersion": 39, "panels": [' "$board" "$board"
  for panel in $(seq 100); do
    [ "$panel" = 1 ] || printf ','
    printf '{"id": %s, "type": "timeseries", "title": "Panel %s-%s", "targets": [{"refId": "A", "expr": "node_load1 * %s"}]}' "$panel" "$board" "$panel" "$panel"
  done
  printf ']}\n'
done | split -l 1 -d --additional-suffix=.json - "$work/stack/board"
java -jar "$home/guards.jar" --semantic --format "html=$work/report.html" "$work/stack" || [ $? = 1 ]
echo '<!DOCTYPE html><title>empty</title>' > "$work/empty.html"

load() {
  local start
  start="$(date +%s%N)"
  chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --user-data-dir="$work/profile" \
    --dump-dom "file://$work/$1.html" > "$work/dom" 2>/dev/null
  echo $((($(date +%s%N) - start) / 1000000)) >> "$work/$1.ms"
}
load empty
for _ in $(seq "$runs"); do
  load empty
  load report
done
grep -q '5000 panels shown' "$work/dom"
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
echo "$(stat -c %s "$work/report.html") bytes; median of $runs runs: empty page $(median "$work/empty.ms") ms, report $(median "$work/report.ms") ms"
