from unittest.mock import patch

from odoo.tests import TransactionCase, tagged


@tagged('post_install', '-at_install')
class TestCarrierBulletin(TransactionCase):

    def _bulletin(self, carrier_url, answer):
        self.env['ir.config_parameter'].set_param('acme_stock_dispatch.carrier_url', carrier_url)
        bulletin = self.env['acme.carrier.bulletin']
        with patch.object(self.registry['acme.carrier.bulletin'], '_fetch', return_value=answer) as fetch:
            return bulletin._today(), fetch

    def test_shows_what_the_carrier_announces(self):
        message, fetch = self._bulletin('https://carrier.example', {'message': "Snow on the A-23"})
        self.assertEqual(message, "Snow on the A-23")
        fetch.assert_called_once_with('https://carrier.example/v1/bulletin')

    def test_nothing_announced(self):
        message, _fetch = self._bulletin('https://carrier.example', {})
        self.assertEqual(message, '')

    def test_no_carrier_is_not_asked(self):
        message, fetch = self._bulletin(False, {'message': "never read"})
        self.assertEqual(message, '')
        fetch.assert_not_called()
