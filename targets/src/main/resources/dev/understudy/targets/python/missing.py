# Tells which packages and programs of a list are not to be had here, as the Odoo that is here looks for them itself: up to
# some series with pkg_resources, later with packaging (odoo/modules/module.py), which may not be there to read a version with.
import importlib
import importlib.util
import json
import os
import re
import shutil
import sys
from importlib import metadata

wanted = json.load(sys.stdin)


def text_of_odoo():
    """The code by which Odoo looks: what was given of it, or that of the one that this Python has."""
    if wanted.get('odoo'):
        return wanted['odoo']
    try:
        for folder in importlib.util.find_spec('odoo').submodule_search_locations:
            with open(os.path.join(folder, 'modules', 'module.py'), encoding='utf-8') as file:
                return file.read()
    except Exception:
        pass
    return ''


def reader(*modules):
    for module in modules:
        try:
            return importlib.import_module(module + '.requirements').Requirement
        except Exception:
            continue
    return None


def imported(name):
    try:
        return importlib.import_module(name)
    except Exception:  # it may be there and broken: Odoo would not get it either
        return None


odoo = text_of_odoo()
with_packaging = 'packaging.requirements' in odoo
pkg_resources = imported('pkg_resources') if 'pkg_resources' in odoo and not with_packaging else None
own = reader('packaging')
Requirement = own or reader('pip._vendor.packaging', 'setuptools._vendor.packaging', 'setuptools.extern.packaging')


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
    if pkg_resources is not None:
        return distributed(written)
    package = asked(written)
    if package is None:
        return True
    name, versions = package
    try:
        version = metadata.version(name)
    except (metadata.PackageNotFoundError, ValueError):
        version = None
    if version is None:
        return imported(written) is not None
    return not versions or versions.contains(version)


def distributed(written):
    try:
        pkg_resources.get_distribution(written)
        return True
    except pkg_resources.DistributionNotFound:
        return imported(written) is not None
    except Exception:
        return False


def unread(written):
    """Whether Odoo gives up at it before it looks."""
    return with_packaging and own is None and not re.fullmatch(r'[\w\-]+', written)


for one in wanted['python']:
    if unread(one):
        print('unread ' + one)
    if not there(one):
        print('python ' + one)
for one in wanted['bin']:
    if not shutil.which(one):
        print('bin ' + one)
