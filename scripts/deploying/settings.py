"""What each process of the shop may be told: the names in deploy/env, which a test holds against the program."""

import re

LINE = re.compile(r"^# ([A-Z][A-Z0-9_]*)=(.*)$", re.MULTILINE)


class Settings:
    """The settings of all processes, by the name of the process."""

    def __init__(self, root):
        examples = sorted((root / "deploy" / "env").glob("*.env.example"))
        self.defaults = {
            path.name.removesuffix(".env.example"): dict(LINE.findall(path.read_text(encoding="utf-8")))
            for path in examples
        }

    @property
    def whole_shop(self):
        """What a command wants that looks at the whole shop on servers."""
        storing = [name for name in self.defaults if name != "gateway"]
        return {f"{name.upper()}_DATABASE_URL_FILE" for name in storing} | {"AMQP_URL_FILE"}

    def port(self, process):
        return int(self.defaults[process][f"{process.upper()}_PORT"])

    def complaints(self, who, process, names):
        """Of variables that a process does not read, and of secrets in places where others can see them.

        `process` is None for commands, which may be told what any process may.
        """
        known = set().union(*self.defaults.values()) if process is None else set(self.defaults.get(process, ()))
        if not known:
            yield f"{who} is no process of the shop"
            return
        for name in sorted(names):
            if name not in known and name.removesuffix("_FILE") not in known:
                yield f"{who} is told {name}, which it does not read"
            if re.search(r"PASSWORD$|DATABASE_URL$|^(AMQP|REDIS|SMTP)_URL$", name):
                yield f"{who} is told {name} openly: secrets come by {name}_FILE"
