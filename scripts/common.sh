# Shared by the scripts in this folder; sourced, never run.
# shellcheck shell=sh

cd "$(dirname "$0")/.." || exit 1

say() { printf '%s\n' "$*"; }
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# The toolchain is the one thing that setup cannot install: say where it comes from.
require_swift() {
    command -v swift >/dev/null 2>&1 || fail "'swift' is not on the PATH.
Souk needs a Swift 6.3 toolchain (or newer): https://www.swift.org/install/linux/
Already unpacked? Then: export PATH=/path/to/swift/usr/bin:\$PATH"
}

# quietly NAME COMMAND...: runs a command and shows its output only when it fails.
quietly() {
    task=$1
    shift
    mkdir -p .build
    output=.build/$task.log
    if ! "$@" >"$output" 2>&1; then
        cat "$output" >&2
        fail "$task failed: $*"
    fi
}
