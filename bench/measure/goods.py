"""Goods by the file: ten thousand books of awkward texts, imported into an empty shop and exported again."""

import csv
import os
import random
import shutil
import statistics
import subprocess
import time

from . import shop
from .machine import WORK, Failure, say
from .results import Section, Target

BOOKS = 10_000
COLUMNS = ["sku", "name", "description", "price", "currency", "category", "stock_quantity", "is_active", "barcode"]

# What files and spreadsheets trip over.
PIECES = ["=", "+", "-", "@", "'", '"', ",", ";", "\r", "\n", "\r\n", "\t", " ", "a", "é", "e\u0301", "ß", "書", "𝔘",
          "שלום", "\u202e", "\ufeff", "\u200d", "＝", "＠", "\\", "\u0085", "\u2028"]


def write(path):
    """The books, the same each time: texts with commas, quotes and ends of lines in them, and formulas."""
    chance = random.Random(11)

    def awkward(most):
        return "".join(chance.choices(PIECES, k=chance.randint(0, most)))

    with open(path, "w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(COLUMNS)
        for number in range(BOOKS):
            sheet.writerow([
                f"B-{number}", f"Book {number} {awkward(20)}.", awkward(400), f"{chance.randint(100, 99_999) / 100:.2f}",
                "", f"Books > Shelf {number % 40}", chance.randint(0, 500), chance.choice(["true", "false"]),
                f"{number:013}"])


def timed(*command, data):
    """What a command said, how many seconds it took, and the most megabytes that were resident of it."""
    output = WORK / "logs" / "goods.log"
    output.parent.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with open(output, "wb") as log:
        process = subprocess.Popen(
            [str(part) for part in (shop.build()["souk"], *command)], cwd=WORK,
            env={**os.environ, **shop.settings(data)}, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    took = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    said = output.read_text(errors="replace")
    if process.returncode != 0:
        raise Failure(f"souk {command[0]} ended with {process.returncode}:\n{said[-4000:]}")
    return said, took, usage.ru_maxrss / 1024


def expect(said, wanted):
    if wanted not in said:
        raise Failure(f"the import was to say {wanted!r}, not:\n{said[-2000:]}")


def measure(rounds, seconds):
    folder = WORK / "copies" / "goods"
    seen = {"import": [], "import of what is there": [], "export": []}
    for number in range(rounds):
        say(f"Goods by the file: round {number + 1} of {rounds}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        books, exported, data = folder / "books.csv", folder / "exported.csv", folder / "shop"
        write(books)
        shop.souk("migrate", data=data)
        said, *first = timed("import", books, data=data)
        expect(said, f"created {BOOKS}, updated 0, left 0 as they were")
        said, *export = timed("export", exported, data=data)
        expect(said, f"{BOOKS} products written")
        # What was written says of each book what is so: not a character was lost on the way.
        said, *again = timed("import", exported, data=data)
        expect(said, f"created 0, updated 0, left {BOOKS} as they were")
        said, *_ = timed("import", books, "--dry-run", data=data)
        expect(said, f"would create 0, update 0, leave {BOOKS} as they are")
        for name, figures in zip(seen, (first, again, export)):
            seen[name].append(figures)
        megabytes = books.stat().st_size / 1e6
    shop.souk("check", data=data)
    shutil.rmtree(folder, ignore_errors=True)

    section = Section(
        "Goods by the file",
        f"`souk import` of {BOOKS:,} books into an empty shop, {megabytes:.0f} MB of CSV with quotes, ends of lines, "
        "formulas and marks in their texts; `souk export` of them; and what that wrote imported again, which changes "
        "nothing. Seconds of the whole command, and the most memory that was resident of its process. Median of "
        f"{rounds} rounds.",
        ["", "measured"])
    for name, figures in seen.items():
        took, most = (statistics.median(values) for values in zip(*figures))
        is_import = name == "import"
        section.add(
            name, f"{took:.1f} s", value=took, target=Target(20, " s", at_most=True) if is_import else None)
        section.add(
            f"{name}, resident at most", f"{most:.0f} MB", value=most,
            target=Target(128, " MB", at_most=True) if is_import else None)
    return [section]
