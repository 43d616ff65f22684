"""What each part came to, kept until a report is made of all of them: they may run on different days."""

import json
import re
import time

from measure import machine

FOLDER = machine.ROOT / ".build" / "soak" / "sections"


def keep(name, length, run):
    """Runs a part and keeps its section; of one that fails, nothing is kept."""
    path = FOLDER / f"{name}.json"
    path.unlink(missing_ok=True)
    revision, began = commit(), time.monotonic()
    text = run()
    minutes = (time.monotonic() - began) / 60
    facts = f"{machine.today()}, commit {revision}, {minutes:.0f} minutes on {machine.facts()}."
    FOLDER.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"length": length, "text": f"{text}\n\n{facts}"}))
    return f"{text}\n\n{facts}"


def kept(name, least, unit):
    """The section of an earlier run; fails if there is none, it was shorter than a report wants, or it was of a tree with
    changes that are in no commit."""
    path = FOLDER / f"{name}.json"
    if not path.exists():
        raise machine.Failure(f"{name} has not come to its end: scripts/soak {name}")
    section = json.loads(path.read_text())
    if section["length"] < least:
        raise machine.Failure(f"{name} was run for {section['length']} {unit}; a report wants {least}")
    refuse_dirty(name, section["text"])
    return section["text"]


def commit():
    """Of the tree; `-dirty` behind it tells of changes that are in none."""
    return machine.run("git", "describe", "--always", "--dirty", cwd=machine.ROOT).strip()


def refuse_dirty(name, text):
    """What nobody can check out again is not reported."""
    found = re.search(r"commit (\S+-dirty)\b", text)
    if found:
        raise machine.Failure(f"{name} was run on {found.group(1)}, with changes that are in no commit")
