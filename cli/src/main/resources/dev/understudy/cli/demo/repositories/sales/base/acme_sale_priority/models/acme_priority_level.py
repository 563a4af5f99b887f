from odoo import fields, models


class AcmePriorityLevel(models.Model):
    _name = 'acme.priority.level'
    _description = "Priority Level"
    _order = 'sequence, id'

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Short name used in exchanges with customers.")
    sequence = fields.Integer(default=10)
    lead_days = fields.Integer(
        string="Lead Time (days)",
        default=5,
        required=True,
        help="Days between the confirmation of an order and its promised delivery.",
    )
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint(
        'UNIQUE(code)',
        "Another priority level already has this code.",
    )
    _lead_days_not_negative = models.Constraint(
        'CHECK(lead_days >= 0)',
        "The lead time cannot be negative.",
    )
