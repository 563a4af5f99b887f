from . import test_carrier_bulletin
from . import test_dispatch_round
