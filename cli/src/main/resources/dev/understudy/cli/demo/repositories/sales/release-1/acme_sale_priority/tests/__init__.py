from . import test_priority_level
from . import test_urgency
