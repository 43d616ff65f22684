class Failure(Exception):
    """Why something cannot go on, in words for whoever started it."""
