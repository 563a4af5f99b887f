from odoo import fields, models


class ResPartner(models.Model):
    _inherit = 'res.partner'

    priority_level_id = fields.Many2one(
        comodel_name='acme.priority.level',
        string="Priority Level",
        ondelete='restrict',
        help="New orders of this customer take this level.",
    )
    priority_contract = fields.Char(
        string="Priority Contract",
        copy=False,
        help="Number of the contract in which the priority level was agreed.",
    )
