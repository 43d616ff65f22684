#!/usr/bin/env python3
"""The rules of the house that the compiler does not know.

    check_house.py                reads all Swift, prints what breaks a rule, exits with 1 if anything does
    check_house.py --self-check   plants one fault of each kind and exits with 1 unless every one is found
"""

import pathlib
import re
import sys
import tempfile

# Each C library is wrapped once: what it is called, and the modules that may say its name.
C_LIBRARIES = {
    "CUV": {"EventLoops"},
    "CMicroHTTPD": {"HTTPServer"},
    "CCurl": {"HTTPClient"},
    "CSQLite": {"SQLite"},
    "CPostgreSQL": {"PostgreSQL"},
    "CHiredis": {"Redis"},
    "CSodium": {"Security"},
    "COpenSSL": {"Security"},
    "CRabbitMQ": {"RabbitMQ"},
    "CWebAssets": {"OpenAPI"},
}
# What is shipped and what is built on it keep all rules; what only tests may crash, and start tasks of its own.
WORKING = ("Sources", "bench/load")
TESTING = ("Tests", "Fuzz", "scripts/sanitizers")
ORDERS_DOMAIN = {"Values", "FoundationEssentials"}

IMPORT = re.compile(
    r"^[ \t]*(?:@\w+(?:\([^)\n]*\))?[ \t]+)*(?:(?:public|package|internal|fileprivate|private)[ \t]+)?"
    r"import[ \t]+(?:(?:struct|class|enum|protocol|func|var|let|typealias|actor)[ \t]+)?(\w+)",
    re.MULTILINE,
)
# Text that is not code: strings, raw strings, comments.
NOT_CODE = re.compile(
    r'#*"""[\s\S]*?"""#*|#+"[^\n]*?"#+|"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*[\s\S]*?\*/'
)
LEAVES_LOOP = re.compile(r"\bTask(?:\s*<[^>\n]*>)?\s*\{|\bTask\s*\.\s*detached\b|\bTask\s*\.\s*immediate\s*\{")
CRASHES = re.compile(r"\btry!|\bfatalError\s*\(")
UNCHECKED = re.compile(r"@unchecked\s+Sendable|\bnonisolated\(unsafe\)")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX)\b")


def blank(match):
    """The same number of lines, so that findings keep their line numbers."""
    return "\n" * match.group().count("\n") or " "


def modules_of(root):
    """Module name by kind, as the folders show them."""

    def names(folder):
        path = root / "Sources" / folder
        return {entry.name for entry in path.iterdir() if entry.is_dir()} if path.is_dir() else set()

    return {"kit": names("Kit"), "service": names("Services")}


def floor_of(parts):
    """(kind, module) of a file below Sources."""
    if parts[0] == "Kit":
        return "kit", parts[1]
    if parts[0] == "Services":
        return "service", parts[1]
    return parts[0].lower(), parts[0]


def forbidden_import(name, kind, module, parts, modules):
    """Why this file may not import that module, or None."""
    if name == "Foundation":
        return "imports Foundation, which loads ICU into the process; FoundationEssentials suffices"
    if name in C_LIBRARIES and module not in C_LIBRARIES[name]:
        wrappers = " and ".join(sorted(C_LIBRARIES[name]))
        return f"imports {name}; only its wrapper {wrappers} does"
    if parts[:3] == ("Services", "Orders", "Domain") and name not in ORDERS_DOMAIN:
        return f"imports {name}; the domain of Orders knows nothing but Values"
    if name == module:
        return None
    if kind == "kit" and (name in modules["service"] or name in {"Contracts", "DemoShop", "souk"}):
        return f"imports {name}, which stands on a floor above the kit"
    if kind in {"contracts", "demoshop"} and (name in modules["service"] or name == "souk"):
        return f"imports {name}, which stands on a floor above {module}"
    if kind == "load" and (name in modules["service"] or name in {"DemoShop", "souk"}):
        return f"imports {name}; souk-load knows the shop by its contracts alone"
    if kind == "service" and name in modules["service"]:
        return f"imports {name}; services speak through Contracts, never to each other"
    if kind == "service" and name in {"souk", "DemoShop"}:
        return f"imports {name}, which stands on a floor above the services"
    return None


def findings_in(path, root, modules):
    """Yields (line, message) for one Swift file."""
    relative = path.relative_to(root).parts
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    code = NOT_CODE.sub(blank, text)
    parts = relative[1:]
    in_load = relative[:2] == ("bench", "load")
    is_working = relative[0] == "Sources" or in_load
    kind, module = ("load", "souk-load") if in_load else floor_of(parts) if is_working else ("tests", "")

    def line(match):
        return code.count("\n", 0, match.start()) + 1

    for match in IMPORT.finditer(code):
        name = match.group(1)
        at = code.count("\n", 0, match.start(1)) + 1
        if is_working:
            reason = forbidden_import(name, kind, module, parts, modules)
            if reason:
                yield at, reason
        elif name == "Foundation":
            yield at, "imports Foundation; FoundationEssentials suffices"

    for match in UNFINISHED.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, f"is unfinished by its own word: {match.group()}"

    for match in UNCHECKED.finditer(code):
        at = line(match)
        if not any("//" in beside for beside in lines[max(0, at - 5) : at]):
            yield at, f"says {match.group()} without the reason beside it"

    if not is_working:
        return
    if module != "EventLoops":
        for match in LEAVES_LOOP.finditer(code):
            yield line(match), "starts a task that leaves its loop; use loop.spawn"
    for match in CRASHES.finditer(code):
        yield line(match), f"can crash the process: {match.group().rstrip('(')}"


def check(root):
    """All findings of a tree as text, in order."""
    modules = modules_of(root)
    found = []
    for folder in WORKING + TESTING:
        for path in sorted((root / folder).rglob("*.swift")):
            found += [f"{path.relative_to(root)}:{line}: {text}" for line, text in findings_in(path, root, modules)]
    return found


# Path, text, and a word that the finding must hold; None where nothing may be found.
PLANTED = [
    ("Sources/Kit/Values/A.swift", "import Foundation\n", "ICU"),
    ("Sources/Kit/Values/B.swift", "public import struct Foundation.Data\n", "ICU"),
    ("Sources/Kit/HTTP/A.swift", "import CCurl\n", "wrapper"),
    ("Sources/Kit/HTTP/B.swift", "import Catalog\n", "above the kit"),
    ("Sources/Contracts/A.swift", "import Catalog\n", "above Contracts"),
    ("Sources/Services/Orders/A.swift", "import Catalog\n", "never to each other"),
    ("Sources/Services/Orders/B.swift", "import souk\n", "above the services"),
    ("Sources/Services/Orders/Domain/A.swift", "import SQL\n", "domain of Orders"),
    ("Sources/Services/Catalog/A.swift", "func a() {\n    Task { }\n}\n", "leaves its loop"),
    ("Sources/Services/Catalog/B.swift", "let a = Task<Void, Never> { }\n", "leaves its loop"),
    ("Sources/Services/Catalog/C.swift", "Task.detached { }\n", "leaves its loop"),
    ("Sources/Services/Catalog/D.swift", "let a = try! b()\n", "crash"),
    ("Sources/Services/Catalog/E.swift", 'fatalError("never")\n', "crash"),
    ("Sources/Services/Catalog/F.swift", "final class A: @unchecked Sendable {}\n", "reason beside"),
    ("Sources/Services/Catalog/G.swift", "// TO" + "DO: later\n", "unfinished"),
    ("Tests/CatalogTests/A.swift", "import Foundation\n", "FoundationEssentials"),
    ("Tests/CatalogTests/B.swift", "final class A: @unchecked Sendable {}\n", "reason beside"),
    ("Fuzz/Sources/A.swift", "import Foundation\n", "FoundationEssentials"),
    ("Fuzz/Sources/B.swift", "// FIX" + "ME: later\n", "unfinished"),
    ("Fuzz/Sources/C.swift", "nonisolated(unsafe) var a = 1\n", "reason beside"),
    ("scripts/sanitizers/A.swift", "import Foundation\n", "FoundationEssentials"),
    ("bench/load/A.swift", "import Foundation\n", "ICU"),
    ("bench/load/B.swift", "import Catalog\n", "contracts alone"),
    ("bench/load/C.swift", "import CCurl\n", "wrapper"),
    ("bench/load/D.swift", "Task { }\n", "leaves its loop"),
    ("bench/load/E.swift", "let a = try! b()\n", "crash"),
    ("bench/load/Z.swift", "import Contracts\nimport HTTPClient\n", None),
    ("Fuzz/Sources/Z.swift", 'import CSQLite\nimport Catalog\nfatalError("found")\n', None),
    ("Sources/Kit/HTTPClient/Z.swift", "private import CCurl\nimport FoundationEssentials\nimport Values\n", None),
    ("Sources/Kit/EventLoops/Z.swift", "let a = Task(executorPreference: self) { }\nTask { }\n", None),
    ("Sources/Services/Orders/Domain/Z.swift", "import Values\n", None),
    ("Sources/Services/Catalog/Z.swift", '// Task { try! a() }\nlet a = "fatalError("\nimport Contracts\n', None),
    ("Sources/Services/Catalog/Y.swift", "// Guarded by the lock.\nclass A: @unchecked Sendable {}\n", None),
    ("Sources/souk/Z.swift", "import Catalog\nimport Orders\nTask.immediate(executorPreference: loop) { }\n", None),
]


def self_check():
    """What is wrong with this script, as text."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text, _ in PLANTED:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        found = check(root)
        for path, _, expected in PLANTED:
            here = [finding for finding in found if finding.startswith(path + ":")]
            if expected is None and here:
                yield f"finds a fault where there is none: {here[0]}"
            if expected is not None and not any(expected in finding for finding in here):
                yield f"does not find the fault planted in {path} ({expected}): {here}"


def main():
    if sys.argv[1:] == ["--self-check"]:
        faults = [f"check_house.py {fault}" for fault in self_check()]
    elif not sys.argv[1:]:
        faults = check(pathlib.Path(__file__).resolve().parent.parent)
    else:
        faults = [__doc__]
    print("\n".join(faults), end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


sys.exit(main())
