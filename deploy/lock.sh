#!/bin/sh
# Chooses versions anew for the locks, for Python 3.11 and newer on every system, with the hashes of
# all files. Only what uv's configuration outside the project says about registries is used, and no
# address is written into the locks.
set -eu
cd "$(dirname "$0")/.."
compile() {
    uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --upgrade \
        --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@"
}
compile -o requirements.lock
compile --extra postgres --constraint requirements.lock -o requirements-postgres.lock
compile --group dev --all-extras --constraint requirements.lock -o requirements-dev.lock
