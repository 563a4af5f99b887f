from odoo.http import request, route

from odoo.addons.web.controllers.home import Home


class DispatchHome(Home):

    @route()
    def web_login(self, *args, **kw):
        response = super().web_login(*args, **kw)
        if response.is_qweb:
            response.qcontext['carrier_bulletin'] = request.env['acme.carrier.bulletin']._today()
        return response
