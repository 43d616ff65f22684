"""The grown-up shop as it really runs: HAProxy with the file that `souk gateway` makes, a Consul that it asks, and behind
it services that say what they were asked; and whole clusters, as `make cluster` starts them.

    stage.py             a Consul, an HAProxy and services, for the tests of a file
    stub.py              a service that answers with what it was asked
    buyers.py            who place orders one after the other, and notice every failure
    demo.py              a visit by `souk demo`, to do something at one of its steps
    kills.py             which process is killed at which of them
    test_routes.py       every public route comes to its service, nothing else comes to any
    test_callers.py      whom services believe to be asked by
    test_limits.py       what is refused: too much, too often, too slowly
    test_failures.py     instances, Consul and HAProxy itself go away and come back, amid visitors
    test_dashboard.py    who may look, and what there is to see
    test_caddy.py        HTTPS before it, with acme.py: certificates out of a second Caddy
    test_supervising.py  what the supervisor of a cluster decides
    test_cluster.py      a cluster from its first start to Ctrl-C, and what is killed in between
    test_servers.py      servers for tests, which leave nothing behind
"""
