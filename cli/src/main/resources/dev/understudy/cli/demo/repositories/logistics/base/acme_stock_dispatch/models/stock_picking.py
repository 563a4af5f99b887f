from urllib.parse import quote

from odoo import api, fields, models


class StockPicking(models.Model):
    _inherit = 'stock.picking'

    priority_level_id = fields.Many2one(related='sale_id.priority_level_id')
    dispatch_round_id = fields.Many2one(
        comodel_name='acme.dispatch.round',
        string="Dispatch Round",
        compute='_compute_dispatch_round_id',
        store=True,
        readonly=False,
        index='btree_not_null',
        ondelete='restrict',
    )
    carrier_page_url = fields.Char(string="Carrier's Page", compute='_compute_carrier_page_url')

    @api.depends('picking_type_id.code', 'sale_id.priority_level_id')
    def _compute_dispatch_round_id(self):
        rounds = self.env['acme.dispatch.round'].search([('priority_level_ids', '!=', False)])
        for picking in self:
            if picking.state in ('done', 'cancel') or picking.picking_type_id.code != 'outgoing':
                picking.dispatch_round_id = picking.dispatch_round_id
            else:
                level = picking.sale_id.priority_level_id
                picking.dispatch_round_id = rounds.filtered(lambda r: level in r.priority_level_ids)[:1]

    @api.depends('name', 'picking_type_id.code')
    def _compute_carrier_page_url(self):
        carrier_url = self.env['ir.config_parameter'].sudo().get_param('acme_stock_dispatch.carrier_url')
        for picking in self:
            if carrier_url and picking.name and picking.picking_type_id.code == 'outgoing':
                picking.carrier_page_url = f"{carrier_url}/track/{quote(picking.name, safe='')}"
            else:
                picking.carrier_page_url = False
