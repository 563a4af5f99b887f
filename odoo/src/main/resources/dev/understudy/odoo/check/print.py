# Read by "odoo shell" before checks.py. Renders the printed reports of what was made last, as text. Nothing is written.
import re as understudy_re
import time as understudy_clock

from lxml import html as understudy_html

UNDERSTUDY_REPORTS = 12
UNDERSTUDY_RECORDS = 2
UNDERSTUDY_LETTERS = 6000


def understudy_printed():
    """Reports of which there is something to print, those of the newest records first."""
    found = []
    for report in env['ir.actions.report'].search([('report_type', 'in', ('qweb-pdf', 'qweb-html'))], order='id'):
        model = env.get(report.model)
        if model is None or model._abstract or model._transient or not model._auto:
            continue
        records = model.with_context(active_test=False).search([], order='id desc', limit=UNDERSTUDY_RECORDS)
        if records:
            made = records[0].create_date if 'create_date' in records._fields else False
            found.append((str(made or ''), report, records))
    found.sort(key=lambda one: (one[0], one[1].report_name), reverse=True)
    return found[:UNDERSTUDY_REPORTS]


def understudy_page(report, record):
    named = [report.report_name] if UNDERSTUDY_NAMED else []
    content = report._render_qweb_html(*named, record.ids)[0]
    tree = understudy_html.fromstring(content)
    for node in tree.xpath('//script | //style | //head | //link'):
        node.drop_tree()
    lines = (' '.join(line.split()) for line in tree.xpath('string()').splitlines())
    # The time of printing says nothing.
    return understudy_re.sub(r'\b\d{1,2}:\d{2}(:\d{2})?\b', '·', '\n'.join(line for line in lines if line))


def understudy_print():
    began = understudy_clock.monotonic()
    passed = 0
    for _made, report, records in understudy_printed():
        for record in records:
            if understudy_clock.monotonic() - began > UNDERSTUDY_BUDGET:
                passed += 1
                continue
            page, failure = '', None
            try:
                with env.cr.savepoint():
                    page = understudy_page(report, record)
            except Exception as raised:
                failure = raised
            finally:
                env.invalidate_all() if hasattr(env, 'invalidate_all') else env.cache.invalidate()
            understudy_tell(
                'print:%s %s,%s' % (report.report_name, record._name, record.id),
                0,
                page[:UNDERSTUDY_LETTERS],
                failure,
            )
    return '%s more were passed over' % passed if passed else ''
