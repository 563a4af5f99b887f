import requests

from odoo import api, models


class AcmeCarrierBulletin(models.AbstractModel):
    _name = 'acme.carrier.bulletin'
    _description = "Carrier's Bulletin"

    @api.model
    def _today(self):
        """Return what the carrier announces today (a strike, snow), or an empty text."""
        carrier_url = self.env['ir.config_parameter'].sudo().get_param('acme_stock_dispatch.carrier_url')
        if not carrier_url:
            return ''
        return self._fetch(f'{carrier_url}/v1/bulletin').get('message', '')

    @api.model
    def _fetch(self, url):
        response = requests.get(url, timeout=5)
        response.raise_for_status()
        return response.json()
