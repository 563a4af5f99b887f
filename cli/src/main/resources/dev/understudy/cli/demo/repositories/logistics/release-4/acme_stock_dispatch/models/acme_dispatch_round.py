from odoo import api, fields, models


class AcmeDispatchRound(models.Model):
    _name = 'acme.dispatch.round'
    _description = "Dispatch Round"
    _order = 'departure, id'

    name = fields.Char(required=True, translate=True)
    departure = fields.Float(required=True, help="Hour of the day at which the lorry leaves.")
    priority_level_ids = fields.Many2many(
        comodel_name='acme.priority.level',
        string="Priority Levels",
        help="Orders of these levels leave with this round.",
    )
    picking_ids = fields.One2many(comodel_name='stock.picking', inverse_name='dispatch_round_id')
    open_picking_count = fields.Integer(string="Open Deliveries", compute='_compute_open_picking_count')
    active = fields.Boolean(default=True)

    _departure_within_a_day = models.Constraint(
        'CHECK(departure >= 0 AND departure < 24)',
        "The departure must be an hour between 0:00 and 23:59.",
    )

    @api.depends('picking_ids.state')
    def _compute_open_picking_count(self):
        counts = dict(self.env['stock.picking']._read_group(
            domain=[('dispatch_round_id', 'in', self.ids), ('state', 'not in', ('draft', 'done', 'cancel'))],
            groupby=['dispatch_round_id'],
            aggregates=['__count'],
        ))
        for dispatch_round in self:
            dispatch_round.open_picking_count = counts.get(dispatch_round, 0)
