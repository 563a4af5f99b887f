from psycopg2 import IntegrityError

from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger


@tagged('post_install', '-at_install')
class TestPriorityContract(TransactionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.env['res.partner'].create({
            'name': "Talleres Ebro S.L.",
            'is_company': True,
            'priority_contract': 'TEST-2026-001',
        })

    def test_a_contract_belongs_to_one_customer(self):
        with self.assertRaises(IntegrityError), mute_logger('odoo.sql_db'):
            self.env['res.partner'].create({
                'name': "Garage du Gave SARL",
                'is_company': True,
                'priority_contract': self.customer.priority_contract,
            })

    def test_customers_without_a_contract_do_not_collide(self):
        partners = self.env['res.partner'].create([{'name': "Ana"}, {'name': "Benoît"}])
        self.assertFalse(any(partners.mapped('priority_contract')))
