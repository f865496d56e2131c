#!/usr/bin/env bash
# Start-up as ratios of medians, runs interleaved on this machine: an empty main in a jar of the same size, guards.jar by
# java -jar, and the launcher with a warm cache. scripts/bench.sh [RUNS] [PATH]
set -euo pipefail

home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
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
