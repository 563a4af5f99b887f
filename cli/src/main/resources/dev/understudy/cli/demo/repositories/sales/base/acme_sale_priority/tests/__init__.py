from . import test_priority_level
