"""A process that has loaded all of the program and forks for every command that it is given: what `-c` is told to run.

Requests come as lines of JSON on standard input, the exit code of each goes to standard output. A command runs in a
process of its own, with the surroundings, the folder and the files for its output that the request names; it ends as
every Python program ends. Only the second or more that loading takes is saved.
"""

import gc
import importlib
import json
import os
import pkgutil
import sys
import time


def load_all():
    import desk.commands
    from desk.application import COMMANDS, load

    for name in COMMANDS:
        load(name)
    for module in pkgutil.walk_packages(desk.commands.__path__, "desk.commands."):
        importlib.import_module(module.name)


def next_request(requests, answers):
    """Return, in a new process, what it shall run; None, in the first process, when there are no more requests."""
    for line in iter(requests.readline, ""):
        child = os.fork()
        if not child:
            answers.close()
            return json.loads(line)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)
    return None


def surround(request):
    """Make the process what the program would have been started as."""
    for number, file in enumerate((os.devnull, *request["said"])):
        opened = os.open(file, os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    os.chdir(request["folder"])


load_all()
gc.freeze()
request = next_request(sys.stdin, os.fdopen(os.dup(1), "w"))
if request is not None:
    surround(request)
    from desk.cli import main

    main(request["arguments"])
