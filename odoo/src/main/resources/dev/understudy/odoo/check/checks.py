# Read by "odoo shell", which gives env. Whatever a check writes is rolled back; the assets alone are kept.
import json
import time

from odoo import http


def understudy_flush():
    if hasattr(env, 'flush_all'):
        env.flush_all()
    else:
        env['base'].flush()


def understudy_list():
    partners = env['res.partner']
    if hasattr(partners, 'get_view'):
        partners.get_view(view_type=UNDERSTUDY_VIEW)
    else:
        partners.fields_view_get(view_type=UNDERSTUDY_VIEW)
    partners.search([], limit=80).read(['display_name'])


def understudy_write():
    partner = env['res.partner'].create({'name': 'Understudy'})
    understudy_flush()
    partner.write({'name': 'Understudy again'})
    understudy_flush()


def understudy_report():
    report = env.ref('base.report_ir_model_overview', raise_if_not_found=False)
    if not report:
        return 'passed over: base has no report here'
    # It has few fields: one of many makes dozens of pages, which take seconds to draw and tell nothing more.
    ids = env['ir.model'].search([('model', '=', 'ir.config_parameter')]).ids
    named = [report.report_name] if UNDERSTUDY_NAMED else []
    # Since 20.0 another program may draw, and wkhtmltopdf is a module's.
    reports = env['ir.actions.report']
    state = reports.get_wkhtmltopdf_state() if hasattr(reports, 'get_wkhtmltopdf_state') else 'not asked for'
    pdf = state == 'ok'
    content = (report._render_qweb_pdf if pdf else report._render_qweb_html)(*named, ids)[0]
    if not content or (pdf and not content.startswith(b'%PDF')):
        raise ValueError('the report is empty')
    return 'PDF' if pdf else 'HTML: wkhtmltopdf is not at hand (%s)' % state


def understudy_session():
    try:
        return understudy_sign_in()
    except Exception as failure:
        # Sessions that an addon keeps elsewhere say nothing of the release.
        return 'passed over: %s: %s' % (type(failure).__name__, failure)


def understudy_sign_in():
    """A session of somebody who works with this database, for a page as only they see it; removed when it was seen."""
    store = http.root.session_store
    users = env['res.users'].search([('share', '=', False)])
    if 'odoobot_state' in users._fields:
        # Whoever opens Odoo for the first time is greeted by its robot: better somebody who has done so.
        users = users.filtered(lambda user: user.odoobot_state not in (False, 'not_initialized')) or users
    if not users:
        return 'passed over: there is no user'
    env.cr.execute('SELECT create_uid FROM res_users_log WHERE create_uid IN %s ORDER BY id DESC LIMIT 1', [users._ids])
    latest = env.cr.fetchone()
    user = users.browse(latest) if latest else users[0]
    session = store.new()
    session.sid = UNDERSTUDY_SESSION + store.generate_key()[len(UNDERSTUDY_SESSION):]
    session.update({
        'db': env.cr.dbname,
        'uid': user.id,
        'login': user.login,
        'context': dict(user.with_user(user).context_get(), uid=user.id),
        'session_token': user._compute_session_token(session.sid),
        # Else Odoo 19 lists it among the user's devices.
        '_trace_disable': True,
    })
    store.save(session)


def understudy_assets():
    qweb = env['ir.qweb']
    if not hasattr(qweb, '_pregenerate_assets_bundles'):
        return 'passed over: made when first asked for'
    if hasattr(qweb, '_get_bundles_to_pregenarate'):
        js_bundles, css_bundles = qweb._get_bundles_to_pregenarate()
        # Those of the tests are large, and no user loads them.
        for bundle in sorted(name for name in js_bundles if 'test' not in name):
            qweb._get_asset_bundle(bundle, css=False, js=True).js()
        for bundle in sorted(name for name in css_bundles if 'test' not in name):
            qweb._get_asset_bundle(bundle, css=True, js=False).css()
    else:
        qweb._pregenerate_assets_bundles()
    env.cr.commit()


def understudy_tell(name, millis, said, failure):
    print('UNDERSTUDY-CHECK ' + json.dumps({
        'name': name,
        'millis': millis,
        'said': said,
        'error': '%s: %s' % (type(failure).__name__, failure) if failure else '',
    }), flush=True)


def understudy_check(name, work):
    began = time.monotonic()
    failed = None
    said = ''
    try:
        said = work() or ''
    except Exception as failure:
        failed = failure
    finally:
        env.cr.rollback()
    understudy_tell(name, int((time.monotonic() - began) * 1000), said, failed)


for UNDERSTUDY_CHECK in UNDERSTUDY_CHECKS:
    understudy_check(UNDERSTUDY_CHECK, globals()['understudy_' + UNDERSTUDY_CHECK])
