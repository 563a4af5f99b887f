"""Runs pip from its wheel, so that it starts no other program.

A source package is built by programs that it brings itself, and fetching one from a version control system starts
another. Where pip comes to such a source it is told in a file, with the archive beside it, and pip ends with 75; whoever
runs pip builds it elsewhere and runs pip again, which takes what was built as if from its cache.
"""
import json
import os
import runpy
import shutil
import sys

STARTS = {"subprocess.Popen", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system"}
WANTED = 75


def refuse(event, arguments):
    if event in STARTS:
        # pip takes this for a program that is not there, and goes on where it can do without.
        raise PermissionError("understudy: no program may be started")


sys.path.insert(0, sys.argv.pop(1))
# What is there already counts as installed.
sys.path[1:1] = filter(None, sys.argv.pop(1).split(":"))
# What more is asked, and where to tell of a source.
place = sys.argv.pop(1)
with open(os.path.join(place, "request.json")) as file:
    request = json.load(file)
sys.addaudithook(refuse)

from pip._internal import cache
from pip._internal.index import package_finder
from pip._internal.models.link import Link
from pip._internal.operations import prepare
from pip._internal.req import req_file
from pip._internal.utils.urls import path_to_url
from pip._internal.vcs import vcs

asking = []


def entry(self, link, package_name, supported_tags):
    wheel = request["built"].get(link.url)
    return cache.CacheEntry(Link(path_to_url(wheel)), persistent=True) if wheel else None


def asker(req):
    """The file and line that asks for it, be it through other packages."""
    while req is not None and not isinstance(req, str):
        req = req.comes_from
    return req or ""


def want(link, **more):
    req = asking[-1]
    more.update(link=link.url, name=req.name or "", shown=str(req.req or link.redacted_url), asker=asker(req))
    more.update(subdirectory=link.subdirectory_fragment or "")
    with open(os.path.join(place, "wanted.json"), "w") as file:
        json.dump(more, file)
    sys.stdout.flush()
    os._exit(WANTED)


def linked(self, req, parallel_builds):
    asking.append(req)
    link = req.link
    if not link.is_wheel and link.is_existing_dir():
        want(link, kind="folder", path=link.file_path)
    return prepared(self, req, parallel_builds)


def unpacked(link, location, download, verbosity, download_dir=None, hashes=None):
    if link.is_vcs:
        backend = vcs.get_backend_for_scheme(link.scheme)
        if backend.name != "git":
            raise PermissionError("understudy: no program may be started")
        url, revision, _ = backend.get_url_rev_and_auth(link.url)
        want(link, kind="git", url=url, revision=revision or "")
    if link.is_wheel:
        return unpack(link, location, download, verbosity, download_dir, hashes)
    if link.is_file:
        file = prepare.get_file_url(link, None, hashes=hashes)
    else:
        file = prepare.get_http_url(link, download, None, hashes=hashes)
    kept = os.path.join(place, "fetched", os.path.basename(file.path))
    os.makedirs(os.path.dirname(kept), exist_ok=True)
    shutil.copyfile(file.path, kept)
    want(link, kind="archive", path=kept)


def beside(text, file):
    """A path counts from the file that names it: there are several, and one folder that pip runs in."""
    path, semicolon, marker = text.partition(";")
    there = os.path.join(os.path.dirname(os.path.abspath(file)), path.strip())
    is_path = "://" not in path and (path.startswith(".") or os.sep in path)
    return there + (" " + semicolon + marker if marker else "") if is_path and os.path.exists(there) else text


def line(parsed, options=None):
    """What is installed into a folder of its own can be edited nowhere."""
    if request["options-only"]:
        return None
    found = handled(parsed, options)
    return req_file.ParsedRequirement(
        beside(found.requirement, parsed.filename), False, found.comes_from, found.constraint, found.options, found.line_source
    )


def applicable(self, candidates):
    """Of a package that has a wheel which fits no source is looked at, be it newer."""
    found = fitting(self, candidates)
    return [one for one in found if one.link.is_wheel] or found


cache.WheelCache.get_cache_entry = entry
Evaluator = package_finder.CandidateEvaluator
fitting, Evaluator.get_applicable_candidates = Evaluator.get_applicable_candidates, applicable
unpack, prepare.unpack_url = prepare.unpack_url, unpacked
Preparer = prepare.RequirementPreparer
prepared, Preparer._prepare_linked_requirement = Preparer._prepare_linked_requirement, linked
handled, req_file.handle_requirement_line = req_file.handle_requirement_line, line
runpy.run_module("pip", run_name="__main__", alter_sys=True)
