# Read by "odoo shell". What users do with every model: open its list and form, read what is there, write nothing.
# A line for each thing that fails. Nothing is kept.
from lxml import etree


def truth_views(model, kind):
    if hasattr(model, 'get_view'):
        return model.get_view(view_type=kind)
    return model.fields_view_get(view_type=kind)


def truth_smoke(what, work):
    try:
        with env.cr.savepoint():
            work()
    except Exception as failure:
        print('TRUTH-SMOKE %s: %s: %s' % (what, type(failure).__name__, str(failure).replace('\n', ' ')[:300]))
        if hasattr(env, 'invalidate_all'):
            env.invalidate_all(flush=False)
        else:
            env['base'].invalidate_cache()


truth_list = 'list' if env['ir.module.module'].search([('name', '=', 'base')]).latest_version[:2] >= '18' else 'tree'
# The first may do everything; of the others each may do something else.
truth_users = env['res.users'].search([('share', '=', False)], order='id', limit=6)
for truth_name in sorted(env.registry):
    truth_model = env[truth_name].with_user(truth_users[0])
    if truth_model._abstract or truth_model._transient or not truth_model._auto:
        continue
    for truth_user in truth_users:
        truth_smoke(
            '%s read as %s' % (truth_name, truth_user.login),
            lambda: truth_model.with_user(truth_user).search([], limit=5).read(['display_name']))
    truth_smoke(truth_name + ' read', lambda: truth_model.search([], limit=5).read())
    for truth_kind in (truth_list, 'form', 'search'):
        truth_smoke(
            truth_name + ' ' + truth_kind, lambda: etree.fromstring(truth_views(truth_model, truth_kind)['arch']))
print('TRUTH-SMOKED')
