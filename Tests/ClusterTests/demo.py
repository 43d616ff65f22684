"""A visit by `souk demo`, to do something at one of its steps."""

import re
import subprocess
import time


class Demo:
    """Starts at once. Numbers each step when it has been taken."""

    def __init__(self, command, environment, file):
        self.file = file
        with file.open("w") as output:
            self.process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)

    @property
    def said(self):
        return self.file.read_text(errors="replace")

    @property
    def step(self):
        """The last that was taken; 0 before the first."""
        return max(map(int, re.findall(r"^ ?(\d+)\. ", self.said, re.MULTILINE)), default=0)

    def reach(self, step, seconds=60):
        end = time.monotonic() + seconds
        while self.step < step:
            if self.process.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"the demo did not come to step {step}:\n{self.said}")
            time.sleep(0.001)

    def wait(self):
        """Its last line, when it has ended: `delivered`, or why it did not come so far."""
        self.process.wait(120)
        return self.said.splitlines()[-1]
