from datetime import timedelta

from odoo import api, fields, models


class SaleOrder(models.Model):
    _inherit = 'sale.order'

    priority_level_id = fields.Many2one(
        comodel_name='acme.priority.level',
        string="Priority Level",
        compute='_compute_priority_level_id',
        store=True,
        readonly=False,
        precompute=True,
        index='btree_not_null',
        ondelete='restrict',
        tracking=True,
    )

    @api.depends('partner_id')
    def _compute_priority_level_id(self):
        for order in self:
            order.priority_level_id = order.partner_id.commercial_partner_id.priority_level_id

    def _action_confirm(self):
        for order in self:
            if order.priority_level_id and not order.commitment_date:
                order.commitment_date = order.date_order + timedelta(days=order.priority_level_id.lead_days)
        return super()._action_confirm()
