"""The table: what was measured, beside what, and whether that is what was wanted."""

from dataclasses import dataclass, field

from .machine import ROOT


@dataclass
class Target:
    """At least or at most so much."""

    limit: float
    unit: str = ""
    at_most: bool = False

    def is_met_by(self, value):
        return value <= self.limit if self.at_most else value >= self.limit

    def __str__(self):
        return f"{'≤' if self.at_most else '≥'} {self.limit:g}{self.unit}"


@dataclass
class Row:
    name: str
    cells: list
    value: float = None
    target: Target = None

    @property
    def is_met(self):
        return self.target is None or self.target.is_met_by(self.value)

    @property
    def verdict(self):
        return "" if self.target is None else "met" if self.is_met else "**missed**"


@dataclass
class Section:
    title: str
    text: str
    head: list
    rows: list = field(default_factory=list)

    def add(self, name, *cells, value=None, target=None):
        self.rows.append(Row(name, list(cells), value, target))

    def markdown(self):
        head = [*self.head, "target", ""]
        lines = [head, ["---"] * len(head)]
        lines += [[row.name, *row.cells, str(row.target or ""), row.verdict] for row in self.rows]
        table = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
        return f"## {self.title}\n\n{self.text}\n\n{table}\n"


def summary(sections):
    """In a sentence, and one for each target that is missed."""
    rows = [row for section in sections for row in section.rows if row.target]
    missed = [row for row in rows if not row.is_met]
    if not missed:
        return f"All {len(rows)} targets are met."
    lines = [f"{len(rows) - len(missed)} of {len(rows)} targets are met. Missed:", ""]
    lines += [f"- {row.name}: {row.value:.2f}{row.target.unit} where {row.target} is wanted" for row in missed]
    return "\n".join(lines)


def markdown(sections, introduction, facts):
    notes = ROOT / "bench" / "NOTES.md"
    parts = ["# Souk, measured", introduction, summary(sections), *(section.markdown().rstrip() for section in sections)]
    if notes.exists():
        parts.append(notes.read_text().rstrip())
    return "\n\n".join([*parts, facts]) + "\n"
