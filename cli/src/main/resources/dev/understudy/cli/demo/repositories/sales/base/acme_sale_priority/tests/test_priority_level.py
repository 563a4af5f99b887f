from datetime import timedelta

from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user, tagged


@tagged('post_install', '-at_install')
class TestPriorityLevel(TransactionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = new_test_user(
            cls.env,
            'acme-salesperson',
            groups='sales_team.group_sale_salesman',
            context={'no_reset_password': True},
        )
        cls.level = cls.env['acme.priority.level'].create({
            'name': "Two days",
            'code': 'TEST-TWO-DAYS',
            'lead_days': 2,
        })
        cls.customer = cls.env['res.partner'].create({
            'name': "Talleres Ebro S.L.",
            'is_company': True,
            'priority_level_id': cls.level.id,
        })
        cls.product = cls.env['product.product'].create({
            'name': "Fitting of a pump",
            'type': 'service',
            'list_price': 120.0,
        })

    def _order_of(self, partner):
        return self.env['sale.order'].with_user(self.salesperson).create({
            'partner_id': partner.id,
            'order_line': [Command.create({'product_id': self.product.id, 'product_uom_qty': 2})],
        })

    def test_order_takes_the_level_of_its_customer(self):
        self.assertEqual(self._order_of(self.customer).priority_level_id, self.level)

    def test_order_of_a_contact_takes_the_level_of_the_company(self):
        contact = self.env['res.partner'].create({'name': "Inés Gracia", 'parent_id': self.customer.id})
        self.assertEqual(self._order_of(contact).priority_level_id, self.level)

    def test_salesperson_may_choose_another_level(self):
        other = self.level.copy({'code': 'TEST-OTHER'})
        order = self._order_of(self.customer)
        order.priority_level_id = other
        self.assertEqual(order.priority_level_id, other)

    def test_confirmation_promises_a_date(self):
        order = self._order_of(self.customer)
        order.action_confirm()
        self.assertEqual(order.commitment_date, order.date_order + timedelta(days=2))

    def test_confirmation_keeps_a_date_already_promised(self):
        order = self._order_of(self.customer)
        promised = order.date_order + timedelta(days=30)
        order.commitment_date = promised
        order.action_confirm()
        self.assertEqual(order.commitment_date, promised)
