# Read by "odoo shell". Gives production some data: of Odoo's own models by name, of the list's with whatever their fields take.
# TRUTH_MODULES is set before.
import datetime


def truth_flush():
    if hasattr(env, 'flush_all'):
        env.flush_all()
    else:
        env['base'].flush()


def truth_try(work):
    try:
        with env.cr.savepoint():
            made = work()
            truth_flush()
            return made
    except Exception as failure:
        print('TRUTH-FILL %s: %s' % (type(failure).__name__, str(failure)[:200]))
        if hasattr(env, 'invalidate_all'):
            env.invalidate_all(flush=False)
        else:
            env['base'].invalidate_cache()
        return None


def truth_value(name, field, number):
    if field.type in ('char', 'text'):
        return 'Truth %d' % number
    if field.type == 'html':
        return '<p>Truth %d</p>' % number
    if field.type in ('integer', 'float', 'monetary'):
        return number
    if field.type == 'date':
        return datetime.date(2026, 1, 1 + number % 28)
    if field.type == 'datetime':
        return datetime.datetime(2026, 1, 1 + number % 28)
    if field.type == 'boolean':
        return False
    if field.type == 'selection':
        options = field.get_values(env)
        return options[0] if options else False
    if field.type == 'many2one':
        return env[field.comodel_name].search([], limit=1).id
    return False


def truth_record(model, number):
    records = env[model]
    given = records.default_get(list(records._fields))
    values = {}
    for name, field in records._fields.items():
        if name in ('id', 'create_uid', 'create_date', 'write_uid', 'write_date'):
            continue
        if not field.store or field.compute or field.related or field.inherited:
            continue
        plain = field.type in ('char', 'text') and not field.translate
        if name not in given and (field.required or plain):
            value = truth_value(name, field, number)
            if value is not False:
                values[name] = value
    return records.create(values)


def truth_person(login, *groups):
    users = env['res.users'].with_context(no_reset_password=True)
    field = 'group_ids' if 'group_ids' in users._fields else 'groups_id'
    ids = [group.id for group in (env.ref(name, raise_if_not_found=False) for name in groups) if group]
    users.create({'name': login, 'login': login, field: [(6, 0, ids)]})


# What only some people may do is lost by them alone.
truth_try(lambda: truth_person('truth-employee', 'base.group_user'))
truth_try(lambda: truth_person(
    'truth-seller', 'sales_team.group_sale_salesman_all_leads', 'stock.group_stock_user', 'purchase.group_purchase_user'))

for number in range(300):
    truth_try(lambda: env['res.partner'].create({
        'name': 'Customer%d of Truth' % number,
        'email': 'customer%d@acme.example' % number,
    }))
for number in range(20):
    if 'product.product' in env:
        truth_try(lambda: env['product.product'].create({'name': 'Product %d' % number, 'list_price': 10 + number}))
for number in range(20):
    if 'sale.order' in env:
        truth_try(lambda: env['sale.order'].create({
            'partner_id': env['res.partner'].search([('name', '=', 'Customer%d of Truth' % number)], limit=1).id,
            'order_line': [(0, 0, {'product_id': env['product.product'].search([], limit=1).id, 'product_uom_qty': 2})],
        }))
# A job is what code puts there, with all that it needs to run; one that is not cannot be read by later versions. Who has a role has the
# groups of that role alone, from the next time on that anything is written to that person.
TRUTH_LEFT_OUT = ('queue.job', 'res.users.role.line')
for name in sorted(env.registry):
    if name in TRUTH_LEFT_OUT:
        continue
    model = env[name]
    if model._abstract or model._transient or not model._auto or model._original_module not in TRUTH_MODULES:
        continue
    for number in range(3):
        truth_try(lambda: truth_record(name, number))
env.cr.commit()
print('TRUTH-FILLED')
