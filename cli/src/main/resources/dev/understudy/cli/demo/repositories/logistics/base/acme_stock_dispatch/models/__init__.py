from . import acme_dispatch_round
from . import stock_picking
