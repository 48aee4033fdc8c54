#!/usr/bin/env bash
# Does what a newcomer does: clones the committed state to an empty place, says "make run" under an
# empty environment, waits until the bot answers, and files a request over HTTP.
set -euo pipefail
cd "$(dirname "$0")/.."

place=$(mktemp -d)
server=

say() { echo "fresh clone: $*"; }

stop() {
    if [ -n "$server" ]; then
        # the whole group: make and the bot that it started
        kill -TERM -- "-$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$place"
}
trap stop EXIT
trap 'exit 130' INT TERM

fail() {
    say "$*; the program printed:"
    tail -n 60 "$place/log" >&2
    exit 1
}

answers() {
    python3 - "$1/health" <<'PYTHON' 2>/dev/null
import sys, urllib.request
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
sys.exit(direct.open(sys.argv[1], timeout=5).status != 200)
PYTHON
}

# file:// makes a clone of a shallow checkout work like any other
say "cloning $(git rev-parse --short HEAD)"
git clone --quiet --depth 1 "file://$PWD" "$place/checkout"
mkdir "$place/home"

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
base=http://127.0.0.1:$port
set -m # the server gets a process group of its own
env -i PATH="$PATH" HOME="$place/home" PORT="$port" \
    make -C "$place/checkout" run >"$place/log" 2>&1 </dev/null &
server=$!
set +m

say "waiting for $base/health"
started=$SECONDS
until answers "$base"; do
    kill -0 "$server" 2>/dev/null || fail "make run ended by itself"
    [ $((SECONDS - started)) -lt 600 ] || fail "no answer within ten minutes"
    sleep 1
done
say "it answers after $((SECONDS - started)) s"

python3 tests/file_request_over_http.py "$base" || fail "no request could be filed"

kill -TERM -- "-$server"
for _ in $(seq 30); do
    kill -0 "$server" 2>/dev/null || break
    sleep 1
done
if kill -0 "$server" 2>/dev/null; then
    kill -KILL -- "-$server" || true
    fail "it did not stop within 30 s of SIGTERM"
fi
server=
say "a request was filed, and the program stopped when it was asked to"
