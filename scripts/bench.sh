#!/usr/bin/env bash
# Speed as ratios, which travel between machines as milliseconds do not. scripts/bench.sh [--jmh] [RUNS] [PATH]
# Start-up: medians of interleaved runs of an empty main in a jar of the same size, guards.jar by java -jar, and the launcher
# with a warm cache, on PATH (a small stack of the fixtures).
# --jmh: the benchmarks under src/bench/java as well (a minute and a half; the first time Maven fetches JMH): parsing and verdicts
# when warm, and the first 60 queries of a process, each as a ratio to parsing one PromQL query when warm.
set -euo pipefail

home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
jmh=""
if [ "${1:-}" = --jmh ]; then
  jmh=1
  shift
fi
runs="${1:-15}"
stack="${2:-$home/fixtures/dark-tower/docker}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cat > "$work/Empty.java" <<'JAVA'
public class Empty {
    public static void main(String[] args) {
    }
}
JAVA
javac --release 17 -d "$work" "$work/Empty.java"
printf 'Main-Class: Empty\n' > "$work/manifest"
head -c "$(stat -c %s "$home/guards.jar")" /dev/urandom > "$work/padding"
(cd "$work" && jar --create --file empty.jar --manifest manifest Empty.class padding)

export XDG_CACHE_HOME="$work/cache"
"$home/scripts/guards" --semantic "$stack" > /dev/null || true

now() { date +%s%N; }
time_of() {
  local start end
  start="$(now)"
  "$@" > /dev/null 2>&1 || true
  end="$(now)"
  echo $(((end - start) / 1000))
}
for _ in $(seq "$runs"); do
  time_of java -jar "$work/empty.jar" >> "$work/empty"
  time_of java -jar "$home/guards.jar" --semantic "$stack" >> "$work/plain"
  time_of "$home/scripts/guards" --semantic "$stack" >> "$work/launcher"
done

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
awk -v e="$(median "$work/empty")" -v p="$(median "$work/plain")" -v l="$(median "$work/launcher")" -v n="$runs" 'BEGIN {
  printf "median of %d interleaved runs: empty main %d us, java -jar %d us, launcher %d us\n", n, e, p, l
  printf "java -jar / empty main: %.2f\n", p / e
  printf "launcher / java -jar:   %.2f\n", l / p
}'

[ -n "$jmh" ] || exit 0
(cd "$home" && ./mvnw -q -B -Pbench test-compile exec:exec@jmh -Dbench="-rf csv -rff $work/jmh.csv -v SILENT" > "$work/jmh.log" 2>&1) || {
  cat "$work/jmh.log" >&2
  exit 1
}
# "dev.guards.bench.ParseBenchmark.promql","avgt",1,5,11.5,0.3,"us/op"
awk -F, 'NR > 1 {
  name = $1; unit = $7
  gsub(/"|dev.guards.bench./, "", name); gsub(/"|\r/, "", unit)
  us[name] = $5 * (unit == "ms/op" ? 1000 : 1); order[++n] = name
} END {
  base = us["ParseBenchmark.promql"]
  printf "a PromQL query when warm: %.1f us\n", base
  for (i = 1; i <= n; i++) {
    printf "%-34s %10.1f us %9.2f\n", order[i], us[order[i]], us[order[i]] / base
  }
}' "$work/jmh.csv"
