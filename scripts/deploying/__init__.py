"""What scripts/test-deploy is made of: one module for each thing that is checked.

    places.py      where things lie, and running the tools
    settings.py    what the program may be told, as deploy/env has it
    image.py       deploy/Dockerfile
    composing.py   deploy/compose.yaml and the secrets that it wants
    replacing.py   deploy/replace
    cluster.py     deploy/kubernetes
    watching.py    the collector, Prometheus and its alerts

Each check is a generator of complaints about a copy of the tree, so that faults can be planted in one.
"""
