# Read by "odoo shell" before checks.py. Opens what people have in their menus, as they would: every view of the window, and the
# first rows with all that list and form show of them. Nothing is written.
import time as understudy_time

import psycopg2
from lxml import etree
from odoo.tools.safe_eval import safe_eval

# Seconds for a statement of the database: what was not opened, for this or for UNDERSTUDY_BUDGET, is told and no failure.
UNDERSTUDY_STATEMENT = 20
UNDERSTUDY_KINDS = 12
UNDERSTUDY_ROWS = 5


def understudy_people():
    """Somebody of each set of groups that internal users have, what most have first."""
    kinds = {}
    for user in env['res.users'].search([('share', '=', False)], order='id'):
        groups = user.all_group_ids if 'all_group_ids' in user._fields else user.groups_id
        kinds.setdefault(frozenset(groups.ids), []).append(user)
    return [users[0] for users in sorted(kinds.values(), key=len, reverse=True)[:UNDERSTUDY_KINDS]]


def understudy_reached(menu, visible):
    """Whether all menus above are shown too: what stands in a hidden one is allowed, and nobody gets there."""
    above = menu.parent_id
    while above and above.id in visible:
        above = above.parent_id
    return not above


def understudy_windows(user, brought=None):
    """
    The windows of the menus that somebody sees, each once, with the menu's name. After them those that developer mode alone
    shows, of the models that were brought, or of all.
    """
    menus = env['ir.ui.menu'].with_user(user)
    visible = set(menus._visible_menu_ids())
    technical = set(menus._visible_menu_ids(True))
    windows = {}
    for shown, limit in ((visible, None), (technical, brought)):
        for menu in menus.sudo().browse(sorted(shown)):
            if not understudy_reached(menu, shown):
                continue
            action = menu.action
            if action and action._name == 'ir.actions.act_window' and action.exists():
                if limit is None or action.res_model in limit:
                    windows.setdefault(action.id, (menu.complete_name, action))
    return list(windows.values())


def understudy_view(model, view, kind):
    if hasattr(model, 'get_view'):
        return etree.fromstring(model.get_view(view_id=view or None, view_type=kind)['arch'])
    return etree.fromstring(model.fields_view_get(view_id=view or False, view_type=kind)['arch'])


def understudy_fields(tree, model):
    """The fields of a view by name, with its nodes; not those of a list within it."""
    return {
        node.get('name'): node
        for node in tree.iterdescendants('field')
        if node.get('name') in model._fields
        and not any(parent.tag == 'field' for parent in node.iterancestors() if parent is not tree)
    }


def understudy_read(records, tree):
    fields = understudy_fields(tree, records)
    records.read(sorted(set(fields) | {'display_name'}))
    for name, node in fields.items():
        lines = node.find('list') if node.find('list') is not None else node.find('tree')
        if lines is not None:
            understudy_read(records[:1][name][:UNDERSTUDY_ROWS], lines)


def understudy_domain(user, action):
    try:
        return list(safe_eval(action.domain or '[]', {'uid': user.id, 'context': {}, 'active_id': False, 'active_ids': []}))
    except Exception:
        # Words that only the browser knows.
        return []


def understudy_open(user, action):
    model = env[action.res_model].with_user(user)
    rows = model.search(understudy_domain(user, action), limit=UNDERSTUDY_ROWS)
    for view, kind in action.views:
        tree = understudy_view(model, view, kind)
        if kind in ('list', 'tree', 'form'):
            understudy_read(rows if kind != 'form' else rows[:1], tree)


def understudy_see(user, action):
    """Fails where somebody sees none of the rows that there are."""
    domain = understudy_domain(user, action)
    model = env[action.res_model].with_user(user)
    if not model.search(domain, limit=1) and model.sudo().search(domain, limit=1):
        raise ValueError('shows none of the rows that there are')


def understudy_brought():
    """The models that the modules brought, gave a field, or have a view of."""
    if not UNDERSTUDY_MODULES:
        return set()
    env.cr.execute("""
        SELECT m.model FROM ir_model_data d JOIN ir_model m ON d.model = 'ir.model' AND d.res_id = m.id
         WHERE d.module IN %(modules)s
        UNION SELECT v.model FROM ir_model_data d JOIN ir_ui_view v ON d.model = 'ir.ui.view' AND d.res_id = v.id
         WHERE d.module IN %(modules)s
    """, {'modules': tuple(UNDERSTUDY_MODULES)})
    return {model for model, in env.cr.fetchall()}


def understudy_forget():
    env.cr.rollback()
    if hasattr(env, 'invalidate_all'):
        env.invalidate_all(flush=False)
    else:
        env['base'].invalidate_cache()


def understudy_window_name(check, menu, user):
    return '%s: %s as %s' % (check, menu, user.login)


def understudy_again(check):
    """The windows of people that failed with other code."""
    logins = {name.rpartition(' as ')[2] for name in UNDERSTUDY_AGAIN}
    return [
        (user, menu, action)
        for user in env['res.users'].search([('login', 'in', sorted(logins))])
        for menu, action in understudy_windows(user)
        if understudy_window_name(check, menu, user) in UNDERSTUDY_AGAIN
    ]


def understudy_all(check, people, brought):
    """The windows of all of them; somebody whose menus cannot be told is a failure of its own."""
    every = []
    for user in people:
        try:
            every += [(user, menu, action) for menu, action in understudy_windows(user, brought)]
        except Exception as failure:
            understudy_forget()
            understudy_tell(understudy_window_name(check, 'menus', user), 0, '', failure)
    return every


def understudy_each(check, work):
    """Does it with each window of each kind of people; tells a failure for each window, of whoever meets it first."""
    ends = understudy_time.monotonic() + UNDERSTUDY_BUDGET
    done = 0
    left = 0
    failed = set()
    people = understudy_people()
    brought = understudy_brought()
    if UNDERSTUDY_AGAIN:
        every = understudy_again(check)
        brought = {action.res_model for user, menu, action in every}
    else:
        every = understudy_all(check, people, brought)
    first = [one for one in every if one[2].res_model in brought]
    for user, menu, action in first + [one for one in every if one[2].res_model not in brought]:
        if understudy_time.monotonic() > ends and action.res_model not in brought:
            left += 1
            continue
        # As a request of its own: what another user's left in the cache is not what this one may see.
        understudy_forget()
        try:
            env.cr.execute("SET LOCAL statement_timeout = '%ds'" % UNDERSTUDY_STATEMENT)
            work(user, action)
            done += 1
        except psycopg2.extensions.QueryCanceledError:
            understudy_forget()
            left += 1
        except Exception as failure:
            understudy_forget()
            done += 1
            if action.id not in failed:
                failed.add(action.id)
                understudy_tell(understudy_window_name(check, menu, user), 0, '', failure)
    said = '%d windows of %d kinds of people' % (done, len(people))
    return said if not left else said + '; %d were not opened for lack of time' % left


def understudy_use():
    return understudy_each('use', understudy_open)


def understudy_rows():
    return understudy_each('rows', understudy_see)
