"""What all tests share: how Hypothesis searches."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

# these modules are for the type checker alone; their lines are wrong on purpose
collect_ignore = ["typing"]
