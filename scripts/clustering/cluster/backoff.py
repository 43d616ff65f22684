"""When what has died is started again."""

# Seconds.
FIRST, LONGEST, HEALTHY = 1, 30, 60


class Backoff:
    """Waits twice as long each time, until it has lived for a while."""

    def __init__(self):
        self.wait = FIRST
        self.due = None
        self.restarts = 0

    def died(self, now, lived):
        """Returns after how many seconds it is to be started."""
        if lived > HEALTHY:
            self.wait = FIRST
        wait, self.wait = self.wait, min(self.wait * 2, LONGEST)
        self.due = now + wait
        return wait

    def is_due(self, now):
        return self.due is not None and now >= self.due

    def started(self):
        self.due = None
        self.restarts += 1
