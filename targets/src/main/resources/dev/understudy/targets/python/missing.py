# Tells which packages and programs of a list are not to be had here, as Odoo itself looks for them (odoo/modules/module.py).
import importlib
import json
import re
import shutil
import sys
from importlib import metadata

wanted = json.load(sys.stdin)


def there(requirement):
    name = re.split(r'[\s<>=!~;\[(@]', requirement.strip(), maxsplit=1)[0]
    try:
        metadata.distribution(name)
        return True
    except metadata.PackageNotFoundError:
        pass
    try:
        importlib.import_module(name)
        return True
    except ImportError:
        return False


for one in wanted['python']:
    if not there(one):
        print('python ' + one)
for one in wanted['bin']:
    if not shutil.which(one):
        print('bin ' + one)
