"""The statements that the shop sends, as PostgreSQL's log has them: nothing is typed again."""

import re
import time
from dataclasses import dataclass

ENTRY = re.compile(r"#\d+ .*?# |\Z", re.MULTILINE)
LINE = re.compile(r"#(\d+) (.*?)# (\w+):  (.*)", re.DOTALL)
EXECUTED = re.compile(r"execute [^:]*: (.*)", re.DOTALL)
PARAMETER = re.compile(r"\$(\d+) = (?:'((?:[^']|'')*)'|NULL)")


@dataclass
class Statement:
    database: str
    backend: str
    text: str
    # Their texts by number; None where it is null.
    values: dict

    def with_values(self, texts):
        """The statement with other texts in the place of `$1` and so on."""
        return re.sub(r"\$(\d+)", lambda match: texts[int(match.group(1))], self.text)


class Listening:
    """Opens with the `with`; `statements` are those that were executed until it was closed."""

    def __init__(self, postgres):
        self.postgres = postgres
        self.statements = []

    def __enter__(self):
        self._set("log_statement = 'all'")
        self.start = self.postgres.log.stat().st_size
        return self

    def __exit__(self, *_):
        # What was executed may still be on its way into the log.
        time.sleep(0.3)
        with open(self.postgres.log, "rb") as log:
            log.seek(self.start)
            text = log.read().decode(errors="replace")
        self._set("log_statement = 'none'")
        self.statements = list(read(text))

    def _set(self, setting):
        self.postgres.execute(f"alter system set {setting}; \nselect pg_reload_conf();")
        # Each connection looks at it before its next statement, once it has been told.
        time.sleep(0.3)

    def transactions(self, database):
        """Those that were committed, each as its statements, in the order in which they ended."""
        open_, ended = {}, []
        for statement in self.statements:
            if statement.database != database:
                continue
            if statement.text == "begin":
                open_[statement.backend] = []
            elif statement.text in {"commit", "rollback"}:
                done = open_.pop(statement.backend, [])
                if statement.text == "commit" and done:
                    ended.append(done)
            elif statement.backend in open_:
                open_[statement.backend].append(statement)
        return ended


def read(log):
    """The statements of a piece of the log."""
    starts = [match.start() for match in ENTRY.finditer(log)]
    statement = None
    for start, end in zip(starts, starts[1:]):
        match = LINE.match(log[start:end])
        if match is None:
            continue
        backend, database, kind, message = match.groups()
        message = message.rstrip("\n").replace("\n\t", "\n")
        executed = EXECUTED.match(message)
        if kind == "LOG" and executed:
            if statement:
                yield statement
            statement = Statement(database, backend, executed.group(1), {})
        elif kind == "DETAIL" and statement and message.startswith("parameters: "):
            for number, text in PARAMETER.findall(message):
                is_null = f"${number} = NULL" in message
                statement.values[int(number)] = None if is_null else text.replace("''", "'")
    if statement:
        yield statement
