from odoo.fields import Command
from odoo.tests import TransactionCase, tagged


@tagged('post_install', '-at_install')
class TestDispatchRound(TransactionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.level = cls.env['acme.priority.level'].create({
            'name': "Before breakfast",
            'code': 'TEST-BREAKFAST',
            'lead_days': 1,
        })
        cls.round = cls.env['acme.dispatch.round'].create({
            'name': "Before breakfast",
            'departure': 5.5,
            'priority_level_ids': [Command.set(cls.level.ids)],
        })
        cls.customer = cls.env['res.partner'].create({
            'name': "Garage du Gave SARL",
            'is_company': True,
            'priority_level_id': cls.level.id,
        })
        cls.product = cls.env['product.product'].create({
            'name': "Circulation pump",
            'type': 'consu',
            'list_price': 240.0,
        })

    def _delivery(self):
        order = self.env['sale.order'].create({
            'partner_id': self.customer.id,
            'order_line': [Command.create({'product_id': self.product.id, 'product_uom_qty': 1})],
        })
        order.action_confirm()
        return order.picking_ids

    def test_delivery_leaves_with_the_round_of_its_level(self):
        self.assertEqual(self._delivery().dispatch_round_id, self.round)

    def test_dispatcher_may_choose_another_round(self):
        other = self.round.copy({'name': "Night", 'departure': 22})
        delivery = self._delivery()
        delivery.dispatch_round_id = other
        self.assertEqual(delivery.dispatch_round_id, other)

    def test_round_counts_its_open_deliveries(self):
        delivery = self._delivery()
        self.assertEqual(self.round.open_picking_count, 1)
        delivery.action_cancel()
        self.round.invalidate_recordset()
        self.assertEqual(self.round.open_picking_count, 0)

    def test_delivery_links_to_the_carrier(self):
        self.env['ir.config_parameter'].set_param('acme_stock_dispatch.carrier_url', 'https://carrier.example')
        delivery = self._delivery()
        self.assertTrue(delivery.carrier_page_url.startswith('https://carrier.example/track/'))
        self.assertNotIn('/', delivery.carrier_page_url.removeprefix('https://carrier.example/track/'))

    def test_no_carrier_no_link(self):
        self.env['ir.config_parameter'].set_param('acme_stock_dispatch.carrier_url', False)
        self.assertFalse(self._delivery().carrier_page_url)
