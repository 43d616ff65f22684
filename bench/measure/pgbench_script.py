"""A script of pgbench that is to send what the shop sends."""

import re

from .machine import Failure

VARIABLE = re.compile(r":(\w+)")


class Script:
    """Commands of pgbench aside, a script is transactions, each from `begin` to `commit`."""

    def __init__(self, path):
        self.path = path
        self.text = path.read_text()
        self.transactions, self.own = [], {"client_id"}
        statement = []
        for line in self.text.splitlines():
            if line.startswith("--") or not line.strip():
                continue
            if line.startswith("\\set "):
                self.own.add(line.split()[1])
                continue
            rest, _, prefix = line.partition(" \\gset ")
            statement.append(rest.removesuffix(";"))
            if prefix:
                columns = "\n".join(statement).rpartition("returning ")[2]
                self.own |= {prefix + column.strip() for column in columns.split(",")}
            if prefix or line.endswith(";"):
                self._take("\n".join(statement))
                statement = []

    def _take(self, statement):
        if statement == "begin":
            self.transactions.append([])
        elif statement != "commit":
            self.transactions[-1].append(statement)

    def variables(self, heard):
        """What the script wants to be told, as the shop was heard to say it: the transactions of an order as
        ``Statement``s. Fails if the script says anything else than the shop."""
        found = {}
        shapes = [len(transaction) for transaction in heard]
        if shapes != [len(transaction) for transaction in self.transactions]:
            raise Failure(f"the shop sends transactions of {shapes} statements:\n{self.shown(heard)}")
        for statements, ours in zip(heard, self.transactions):
            for statement, text in zip(statements, ours):
                match = pattern(statement.text).fullmatch(collapsed(text))
                if match is None:
                    raise Failure(f"{self.path.name} does not send what the shop sends:\n{statement.text}\nbut\n{text}")
                for number, expression in zip(numbers(statement.text), match.groups()):
                    self._note(expression, statement.values[number], found)
        return found

    def _note(self, expression, value, found):
        variable = VARIABLE.fullmatch(expression)
        if (value is None) != (expression == "null"):
            raise Failure(f"{self.path.name} has {expression} where the shop sends {value!r}")
        if variable and variable.group(1) not in self.own:
            # What is heard twice within one order is the same, but moments: one is as good as another.
            found.setdefault(variable.group(1), value)

    def shown(self, heard):
        return "\n\n".join("\n".join(statement.text for statement in transaction) for transaction in heard)


def collapsed(text):
    return " ".join(text.split())


def numbers(text):
    return [int(number) for number in re.findall(r"\$(\d+)", text)]


def pattern(text):
    """What is the same but for what stands in the place of `$1` and so on."""
    parts = re.split(r"\$\d+", collapsed(text))
    return re.compile("(.+?)".join(map(re.escape, parts)))
