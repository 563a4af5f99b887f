# Tells which packages and programs of a list are not to be had here, as Odoo itself looks for them (odoo/modules/module.py).
import importlib
import json
import re
import shutil
import sys
from importlib import metadata


def requirements():
    """What reads a requirement: Odoo up to 16 has no more than setuptools for it."""
    for module in 'packaging', 'pip._vendor.packaging', 'setuptools._vendor.packaging', 'setuptools.extern.packaging':
        try:
            return importlib.import_module(module + '.requirements').Requirement
        except Exception:
            continue
    return None


Requirement = requirements()

wanted = json.load(sys.stdin)


def asked(written):
    """The name of the package, and the versions that would do; None where this machine needs none of it."""
    if Requirement is not None:
        try:
            requirement = Requirement(written)
        except ValueError:
            return written, None
        if requirement.marker and not requirement.marker.evaluate():
            return None
        return requirement.name, requirement.specifier
    return re.split(r'[\s<>=!~;\[(@]', written.strip(), maxsplit=1)[0], None


def there(written):
    package = asked(written)
    if package is None:
        return True
    name, versions = package
    try:
        version = metadata.version(name)
    except (metadata.PackageNotFoundError, ValueError):
        version = None
    if version is None:
        return importable(name)
    return not versions or versions.contains(version, prereleases=True)


def importable(name):
    try:
        importlib.import_module(name)
        return True
    except Exception:  # it may be there and broken: Odoo would not get it either
        return False


for one in wanted['python']:
    if not there(one):
        print('python ' + one)
for one in wanted['bin']:
    if not shutil.which(one):
        print('bin ' + one)
