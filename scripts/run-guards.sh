#!/usr/bin/env bash
# Runs guards from a checkout, building it first when needed: scripts/run-guards.sh [--semantic] [PATH] [options]
set -euo pipefail

home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

build_is_stale() {
  [ ! -f "$home/guards.jar" ] || [ -n "$(find "$home/src/main" "$home/grammars" "$home/guards" "$home/pom.xml" -newer "$home/guards.jar" -print -quit)" ]
}

if build_is_stale; then
  (cd "$home" && ./mvnw -q -B -DskipTests package) >&2
fi
exec "$home/scripts/guards" "$@"
