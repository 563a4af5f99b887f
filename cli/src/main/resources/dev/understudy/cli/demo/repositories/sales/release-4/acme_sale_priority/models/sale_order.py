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
    urgency = fields.Integer(
        compute='_compute_urgency',
        store=True,
        aggregator='avg',
        help="0 to 100: up to 60 points for a short lead time, up to 40 for a large amount.",
    )

    @api.depends('partner_id')
    def _compute_priority_level_id(self):
        for order in self:
            order.priority_level_id = order.partner_id.commercial_partner_id.priority_level_id

    @api.depends('priority_level_id.lead_days', 'amount_total', 'currency_rate')
    def _compute_urgency(self):
        for order in self:
            if not order.priority_level_id:
                order.urgency = 0
                continue
            haste = max(0, 60 - 10 * order.priority_level_id.lead_days)
            amount = order.amount_total / (order.currency_rate or 1.0)
            order.urgency = haste + min(40, max(0, int(amount / 250)))

    def _action_confirm(self):
        for order in self:
            if order.priority_level_id and not order.commitment_date:
                begin = max(order.date_order, fields.Datetime.now())
                promised = begin + timedelta(days=order.priority_level_id.lead_days)
                # Nobody is there on a Sunday.
                order.commitment_date = promised + timedelta(days=1 if promised.weekday() == 6 else 0)
        return super()._action_confirm()
