# Read by "odoo shell", which gives env. Whatever a check writes is rolled back; the assets alone are kept.
import json
import time


def understudy_flush():
    if hasattr(env, 'flush_all'):
        env.flush_all()
    else:
        env['base'].flush()


def understudy_list():
    partners = env['res.partner']
    kind = 'list' if UNDERSTUDY_SERIES >= 18 else 'tree'
    if hasattr(partners, 'get_view'):
        partners.get_view(view_type=kind)
    else:
        partners.fields_view_get(view_type=kind)
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
    ids = env['ir.model'].search([('model', '=', 'res.partner')]).ids
    if hasattr(report, '_render_qweb_pdf') and UNDERSTUDY_SERIES >= 16:
        html = report._render_qweb_html(report.report_name, ids)
    else:
        html = report._render_qweb_html(ids)
    if not html or not html[0]:
        raise ValueError('the report is empty')


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


def understudy_check(name, work):
    began = time.monotonic()
    error = ''
    said = ''
    try:
        said = work() or ''
    except Exception as failure:
        error = '%s: %s' % (type(failure).__name__, failure)
    finally:
        env.cr.rollback()
    print('UNDERSTUDY-CHECK ' + json.dumps({
        'name': name,
        'millis': int((time.monotonic() - began) * 1000),
        'said': said,
        'error': error,
    }), flush=True)


for understudy_name in UNDERSTUDY_CHECKS:
    understudy_check(understudy_name, globals()['understudy_' + understudy_name])
