{
    'name': 'ACME: Dispatch Rounds',
    'version': '19.0.1.0.1',
    'category': 'Inventory/Delivery',
    'summary': 'Deliveries leave with the round of their priority level',
    'author': 'ACME Suministros S.L.',
    'website': 'https://acme.example',
    'license': 'LGPL-3',
    'depends': ['sale_stock', 'acme_sale_priority'],
    'data': [
        'security/ir.model.access.csv',
        'data/acme_dispatch_round_data.xml',
        'views/acme_dispatch_round_views.xml',
        'views/stock_picking_views.xml',
    ],
}
