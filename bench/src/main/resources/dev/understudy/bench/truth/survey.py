# Read by "odoo shell". Where production's data would be hurt: a line of JSON for each plain text field of the list's modules.
# TRUTH_MODULES is set before.
import json

for name in sorted(env.registry):
    model = env[name]
    if model._abstract or model._transient or not model._auto:
        continue
    for field in sorted(model._fields.values(), key=lambda one: one.name):
        modules = [module for module in (field._modules or ()) if module in TRUTH_MODULES]
        if not modules or field.type != 'char' or not field.store or field.compute or field.related or field.translate:
            continue
        env.cr.execute('SELECT count(*), count("%s") FROM "%s"' % (field.name, model._table))
        rows, filled = env.cr.fetchone()
        print('TRUTH-FIELD ' + json.dumps({
            'module': modules[0], 'model': name, 'field': field.name, 'rows': rows, 'filled': filled}))
