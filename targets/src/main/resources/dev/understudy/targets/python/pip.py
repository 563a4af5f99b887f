"""Runs pip from its wheel, so that it starts no other program.

A source package is built by programs that it brings itself, and fetching one from a version control system starts
another. pip has options against some of this, which a requirements.txt may switch off again.
"""
import runpy
import sys

STARTS = {"subprocess.Popen", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system"}


def refuse(event, arguments):
    if event in STARTS:
        # pip takes this for a program that is not there, and goes on where it can do without.
        raise PermissionError("understudy: no program may be started")


sys.path.insert(0, sys.argv.pop(1))
# What is there already counts as installed.
sys.path[1:1] = filter(None, sys.argv.pop(1).split(":"))
sys.addaudithook(refuse)
runpy.run_module("pip", run_name="__main__", alter_sys=True)
