from . import acme_priority_level
from . import res_partner
from . import sale_order
