"""Runs pip from its wheel, unpacked beside this file: what it starts to build a package must find it as files."""
import os
import runpy
import sys
import zipfile

own = os.path.join(os.path.dirname(os.path.abspath(__file__)), "unpacked")
with zipfile.ZipFile(sys.argv.pop(1)) as wheel:
    wheel.extractall(own)
del sys.argv[1:3]
sys.path.insert(0, own)
runpy.run_module("pip", run_name="__main__", alter_sys=True)
