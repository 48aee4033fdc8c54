#!/bin/sh
# Makes or repairs .venv and installs one lock file into it.
#
#   sh deploy/venv.sh requirements.lock
#
# Needs a Python of 3.11 or newer and nothing else. Does nothing when the lock
# and the interpreter are those of the last complete installation; an
# installation that was cut short leaves no stamp, so the next run finishes it.
# PYTHON=/path/to/python chooses the interpreter.
set -eu

lock=${1:?usage: venv.sh LOCKFILE}
cd "$(dirname "$0")/.."
venv=.venv
stamp=$venv/.installed-$(basename "$lock")
tools=$venv/.tools

# What a person's own pip configuration must not change here.
export PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
export PYTHONUTF8=1

fail() {
    printf '\n%s\n' "$@" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

has_ensurepip() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

# Prints the first suitable interpreter, those that can make a whole venv first.
find_python() {
    second_best=
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        is_new_enough "$candidate" || continue
        if has_ensurepip "$candidate"; then
            echo "$candidate"
            return
        fi
        second_best=${second_best:-$candidate}
    done
    echo "$second_best"
}

works() {
    "$venv/bin/python" -c 'import sys, os; sys.exit(sys.prefix == sys.base_prefix)' >/dev/null 2>&1
}

# The identity of an installation: the lock's content and the interpreter.
identity() {
    cksum <"$lock"
    "$venv/bin/python" -c 'import sys, sysconfig; print(sys.version, sysconfig.get_platform())'
}

is_installed() {
    works && [ -f "$stamp" ] && [ "$(identity)" = "$(cat "$stamp")" ]
}

# Each way leaves in $tools the command that installs into the environment.
make_environment() {
    python=$(find_python)
    [ -n "$python" ] || fail \
        "Python 3.11 or newer was not found (looked for python3, python3.14 … python3.11, python)." \
        "Debian, Ubuntu:  apt install python3 python3-venv      macOS:  brew install python" \
        "If it lies elsewhere:  make PYTHON=/path/to/python3 …"
    rm -rf "$venv"
    echo "Making $venv with $("$python" --version)" >&2
    if has_ensurepip "$python" && "$python" -m venv "$venv"; then
        echo "$venv/bin/python -m pip" >"$tools"
    elif "$python" -m pip --version >/dev/null 2>&1 && without_pip "$python"; then
        echo "$python -m pip --python $venv/bin/python" >"$tools"
    elif any_virtualenv "$python"; then
        echo "$venv/bin/python -m pip" >"$tools"
    else
        rm -rf "$venv"
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        fail \
            "$python (Python $version) cannot make a virtual environment: its 'ensurepip' part is missing," \
            "and neither pip nor virtualenv is there to stand in for it." \
            "Debian, Ubuntu:  apt install python3-venv       (or python$version-venv)" \
            "Then run the same make command again."
    fi
}

without_pip() {
    rm -rf "$venv"
    "$1" -m venv --without-pip "$venv" >/dev/null 2>&1 &&
        "$1" -m pip --python "$venv/bin/python" --version >/dev/null 2>&1
}

any_virtualenv() {
    rm -rf "$venv"
    "$1" -m virtualenv -q "$venv" >/dev/null 2>&1 ||
        virtualenv -q -p "$1" "$venv" >/dev/null 2>&1
}

# A system's upgrade of Python leaves an environment that starts but has lost its pip.
can_install() {
    works && [ -f "$tools" ] && $(cat "$tools") --version >/dev/null 2>&1
}

install() {
    can_install || make_environment
    rm -f "$stamp"
    echo "Installing $lock" >&2
    # The lock is complete, so pip has nothing to resolve; every file's hash is checked.
    # shellcheck disable=SC2046
    $(cat "$tools") install -qq --no-deps --require-hashes -r "$lock" || fail \
        "The packages of $lock could not be installed; pip's message is above." \
        "If the network was at fault, run the same make command again: it goes on from here."
    identity >"$stamp.new"
    mv "$stamp.new" "$stamp"
}

is_installed && exit 0
# Two terminals at once would undo each other's work; where there is no flock the second just repeats it.
if command -v flock >/dev/null 2>&1 && [ -z "${VENV_LOCKED:-}" ]; then
    VENV_LOCKED=1 exec flock deploy/venv.sh sh deploy/venv.sh "$lock"
fi
install
