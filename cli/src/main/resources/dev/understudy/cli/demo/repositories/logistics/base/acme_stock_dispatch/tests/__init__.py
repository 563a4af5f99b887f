from . import test_dispatch_round
