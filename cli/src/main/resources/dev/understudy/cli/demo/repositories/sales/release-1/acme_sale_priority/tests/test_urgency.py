from odoo.fields import Command
from odoo.tests import TransactionCase, tagged


@tagged('post_install', '-at_install')
class TestUrgency(TransactionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.critical = cls.env['acme.priority.level'].create({
            'name': "Tomorrow",
            'code': 'TEST-TOMORROW',
            'lead_days': 1,
        })
        cls.customer = cls.env['res.partner'].create({'name': "Bodegas Moncayo S.A.", 'is_company': True})
        cls.product = cls.env['product.product'].create({
            'name': "Bottling line",
            'type': 'service',
            'taxes_id': [Command.clear()],
        })

    def _order(self, price, level):
        return self.env['sale.order'].create({
            'partner_id': self.customer.id,
            'priority_level_id': level and level.id,
            'order_line': [Command.create({
                'product_id': self.product.id,
                'product_uom_qty': 1,
                'price_unit': price,
                'tax_ids': [Command.clear()],
            })],
        })

    def test_without_a_level_nothing_is_urgent(self):
        self.assertEqual(self._order(90000, level=False).urgency, 0)

    def test_haste_and_amount_add_up(self):
        self.assertEqual(self._order(1000, self.critical).urgency, 50 + 4)

    def test_the_amount_counts_forty_at_most(self):
        self.assertEqual(self._order(90000, self.critical).urgency, 50 + 40)

    def test_urgency_follows_the_level(self):
        order = self._order(1000, self.critical)
        self.critical.lead_days = 6
        self.assertEqual(order.urgency, 4)
