"""The whole suite under AddressSanitizer or ThreadSanitizer."""

import os
import pathlib
import re
import shutil
import subprocess
import time

from measure.machine import ROOT, Failure, say

NAMES = {"address": "AddressSanitizer", "thread": "ThreadSanitizer"}
WORK = ROOT / ".build" / "soak"
FOLDER = ROOT / "scripts" / "sanitizers"
SUPPRESSIONS = {"address": FOLDER / "leak.suppressions", "thread": FOLDER / "thread.suppressions"}
# What shows a report that is suppressed, with nothing of ours; the variable that names suppressions; words of the report.
PROOFS = {
    "address": ("EmptyFile.swift", "LSAN_OPTIONS", "LeakSanitizer: detected memory leaks"),
    "thread": ("EarlyResume.swift", "TSAN_OPTIONS", "WARNING: ThreadSanitizer"),
}
SUMMARY = re.compile(r"Test run with (\d+) tests .* passed")


def run(kind):
    """A paragraph about the run; fails at the first report, whichever process made it."""
    reports = WORK / kind
    shutil.rmtree(reports, ignore_errors=True)
    reports.mkdir(parents=True)
    prove_suppression(kind, reports)
    say(f"Building the tests with {NAMES[kind]}")
    options = [f"--sanitize={kind}", "--scratch-path", f".build/{kind}"]
    finish(["swift", "build", "--build-tests", *options], "build", reports, {})
    say(f"Testing with {NAMES[kind]}")
    began = time.monotonic()
    output = finish(["swift", "test", "--skip-build", *options], "tests", reports, {
        **sanitizer_options(kind, reports / "report"),
        "SOUK_TEST_PATIENCE": "10",
        "SOUK_TEST_SANITIZER": kind,
        "SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH": "2",
    })
    found = sorted(reports.glob("report.*"))
    if found:
        raise Failure(f"{NAMES[kind]} reports in {found[0]}:\n{found[0].read_text(errors='replace')[:4000]}")
    passed = SUMMARY.search(output)
    if not passed:
        raise Failure(f"no tests ran: see {reports}/tests.log")
    minutes = (time.monotonic() - began) / 60
    return f"""## {NAMES[kind]}

{passed.group(1)} tests in {minutes:.0f} minutes, the end-to-end ones against a `souk` that is instrumented as well, and no
report but those about the toolchain's own libraries that `scripts/sanitizers` lists."""


def sanitizer_options(kind, path):
    """Told to the tests, which hand it on to the processes that they start. Swift's own crash reporter would wait."""
    common = f"log_path={path}"
    if kind == "address":
        return {
            "SWIFT_BACKTRACE": "enable=no",
            "ASAN_OPTIONS": f"{common}:detect_leaks=1",
            "LSAN_OPTIONS": f"suppressions={SUPPRESSIONS[kind]}:print_suppressions=0",
        }
    return {
        "SWIFT_BACKTRACE": "enable=no",
        "TSAN_OPTIONS": f"{common}:suppressions={SUPPRESSIONS[kind]}:history_size=4",
    }


def finish(command, name, folder, environment):
    """The output of a command that has to succeed; it is kept beside the reports."""
    log = folder / f"{name}.log"
    with open(log, "wb") as output:
        status = subprocess.call(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            env={**os.environ, **environment})
    text = log.read_text(errors="replace")
    if status != 0:
        found = sorted(folder.glob("report.*"))
        problems = [line for line in text.splitlines() if line.startswith("✘") or "error:" in line]
        details = found[0].read_text(errors="replace")[:4000] if found else "\n".join(problems[:20])
        raise Failure(f"{' '.join(map(str, command))} ended with {status}; see {log}\n{details}")
    return text


def prove_suppression(kind, folder):
    """What is suppressed is reported without a line of ours, and no more once it is suppressed."""
    name, variable, words = PROOFS[kind]
    program = folder / name.removesuffix(".swift")
    subprocess.run(
        ["swiftc", "-g", "-parse-as-library", f"-sanitize={kind}", str(FOLDER / name), "-o", str(program)], check=True,
        capture_output=True)
    for options, expected in (("", True), (f"suppressions={SUPPRESSIONS[kind]}", False)):
        done = subprocess.run(
            [program], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120,
            env={**os.environ, variable: options, "SWIFT_BACKTRACE": "enable=no"})
        if (words in done.stderr) != expected:
            raise Failure(
                f"the false report of {name} is gone: so should be its suppression" if expected
                else f"the suppression does not suppress what {name} shows")
