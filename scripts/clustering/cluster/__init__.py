"""A grown-up shop on this machine: every server, a process for each service, the gateway.

    settings.py     folders, ports and passwords, and what of them the environment moves
    instance.py     a `souk serve` of one service
    mail.py         where mails are caught
    members.py      all processes, in the order in which they start
    supervisor.py   starts them, watches over them, stops them
    rolling.py      takes instances out and in again, one after the other
    control.py      how another shell tells the supervisor something
    follower.py     the logs of all, as one
    preparing.py    what the first start makes: keys, databases, goods
"""
