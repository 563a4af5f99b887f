{
    'name': 'ACME: Priority Levels on Sales Orders',
    'version': '19.0.1.2.0',
    'category': 'Sales/Sales',
    'summary': 'Orders are promised by the priority level agreed with the customer',
    'author': 'ACME Suministros S.L.',
    'website': 'https://acme.example',
    'license': 'LGPL-3',
    'depends': ['sale_management'],
    'data': [
        'security/ir.model.access.csv',
        'data/acme_priority_level_data.xml',
        'views/acme_priority_level_views.xml',
        'views/res_partner_views.xml',
        'views/sale_order_views.xml',
    ],
}
