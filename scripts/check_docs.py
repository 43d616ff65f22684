#!/usr/bin/env python3
"""Holds what the documentation names against the tree.

    check_docs.py                reads the pages, prints what they name and is not there, exits with 1 if anything is
    check_docs.py --self-check   plants one fault of each kind and exits with 1 unless every one is found

Checked are links to files, and of what stands between backticks: paths from the top (`docs/events`, also with `*`),
Swift files by their tails (`Orders/Orders.swift`), endpoints (`CatalogAPI.product`), and calls as contracts write them
(`GET products/{id}/`). Calls with a leading slash may be anybody's and are left alone, and so are blocks of code.
"""

import pathlib
import re
import sys
import tempfile

PAGES = ["*.md", "docs/**/*.md", "bench/**/*.md", "Fuzz/**/*.md"]

FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
SPAN = re.compile(r"`([^`\n]+)`")
FROM_THE_TOP = re.compile(r"(?:Sources|Tests|Fuzz|docs|scripts|bench|deploy|\.ci)/[^\s:]*")
SWIFT_FILE = re.compile(r"[\w+/]+\.swift")
ENDPOINT = re.compile(r"(\w+API)\.(\w+)")
CALL = re.compile(r"((?:GET|POST|PUT|PATCH|DELETE)(?:, (?:GET|POST|PUT|PATCH|DELETE))*) ([a-z][^\s?]*)(?:\?\S*)?")
DECLARED = re.compile(r'static let (\w+) = Endpoint\(\s*\.(\w+), "([^"]+)"')


class Tree:
    """What can be named."""

    def __init__(self, root):
        self.root = root
        folders = ["", "Sources/**/", "Tests/**/", "Fuzz/**/", "bench/**/"]
        swift = [path for folder in folders for path in root.glob(folder + "*.swift")]
        self.files = [f"/{path.relative_to(root)}" for path in swift]
        self.endpoints, self.calls = set(), set()
        for path in (root / "Sources" / "Contracts").glob("*/*API.swift"):
            for name, method, call in DECLARED.findall(path.read_text(encoding="utf-8")):
                self.endpoints.add((path.stem, name))
                self.calls.add((method.upper(), call))

    def fault_of_link(self, target, page):
        if re.match(r"[a-z]+:|#", target) or (page.parent / target.split("#")[0]).exists():
            return None
        return f"links to {target}, which is not there"

    def fault_of_span(self, span):
        if match := FROM_THE_TOP.match(span):
            path = match.group().rstrip("/")
            found = any(self.root.glob(path))
            return None if found else f"names {match.group()}, which is not there"
        if SWIFT_FILE.fullmatch(span):
            found = any(file.endswith(f"/{span}") for file in self.files)
            return None if found else f"names {span}, and no Swift file is called so"
        if match := ENDPOINT.fullmatch(span):
            return None if match.groups() in self.endpoints else f"names {span}, which no contract declares"
        if match := CALL.fullmatch(span):
            missing = [method for method in match.group(1).split(", ") if (method, match.group(2)) not in self.calls]
            return f"names {missing[0]} {match.group(2)}, which no contract declares" if missing else None
        return None


def check(root):
    """All findings of a tree as text, in order."""
    tree = Tree(root)
    found = []
    for page in sorted(page for pattern in PAGES for page in root.glob(pattern)):
        # The same number of lines, so that findings keep their line numbers.
        text = FENCE.sub(lambda block: "\n" * block.group().count("\n"), page.read_text(encoding="utf-8"))
        for number, line in enumerate(text.split("\n"), 1):
            faults = [tree.fault_of_span(span) for span in SPAN.findall(line)]
            faults += [tree.fault_of_link(target, page) for target in LINK.findall(SPAN.sub(" ", line))]
            found += [f"{page.relative_to(root)}:{number}: {fault}" for fault in faults if fault]
    return found


# A line of a page, and a word that its finding must hold; None where nothing may be found.
PLANTED = [
    ("`docs/none.md`", "is not there"),
    ("`Sources/Services/*/None.swift`", "is not there"),
    ("`Fuzz/None.swift`", "is not there"),
    ("`Stock/Cart.swift`", "no Swift file"),
    ("`GoodsAPI.none`", "no contract"),
    ("`GET, DELETE goods/{id}/`", "DELETE goods/{id}/"),
    ("[there](none.md#part)", "links to none.md"),
    ("`docs/page.md`, `Sources/Contracts/*`, `scripts/`, `Goods/GoodsAPI.swift`, `goods.swift.txt`", None),
    ("`Targets/GoodsFuzz.swift`, `load/Goods.swift`", None),
    ("`GoodsAPI.read`, `GET, PUT goods/{id}/?limit=1`, `GET /anybody/s`, `GET`", None),
    ("[here](page.md), [below](#part), [out](https://a.b), `[no link](none.md)`", None),
    ("```\n`docs/none.md`\n```", None),
]

# One of each kind of page that is read.
PLANTED_PAGES = ["README.md", "CHANGELOG.md", "docs/guides/page.md", "bench/page.md", "Fuzz/page.md"]


def self_check():
    """What is wrong with this script, as text."""
    contract = 'static let read = Endpoint(\n.get, "goods/{id}/")\nstatic let write = Endpoint(.put, "goods/{id}/")\n'
    for text, expected in PLANTED:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path in ("docs", "scripts", "Sources/Contracts/Goods"):
                (root / path).mkdir(parents=True)
            (root / "Sources/Contracts/Goods/GoodsAPI.swift").write_text(contract, encoding="utf-8")
            for path in ("Fuzz/Sources/Targets/GoodsFuzz.swift", "bench/load/Goods.swift"):
                plant(root / path, "")
            plant(root / "docs/page.md", text)
            found = check(root)
        if expected is None and found:
            yield f"finds a fault where there is none: {found[0]}"
        if expected is not None and not any(expected in finding for finding in found):
            yield f"does not find the fault planted as {text}: {found}"
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for page in PLANTED_PAGES:
            plant(root / page, "`docs/none.md`")
        found = check(root)
        for page in PLANTED_PAGES:
            if not any(finding.startswith(f"{page}:1:") for finding in found):
                yield f"does not read {page}"


def plant(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main():
    if sys.argv[1:] == ["--self-check"]:
        faults = [f"check_docs.py {fault}" for fault in self_check()]
    elif not sys.argv[1:]:
        faults = check(pathlib.Path(__file__).resolve().parent.parent)
    else:
        faults = [__doc__]
    print("\n".join(faults), end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


sys.exit(main())
