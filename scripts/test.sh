#!/usr/bin/env bash
# Builds guards and runs all tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec ./mvnw -B -ntp verify "$@"
