"""Settings of all tests."""

from hypothesis import settings

# A busy machine is slow; how long one example takes says nothing of whether it is right.
settings.register_profile("segundo", deadline=None)
settings.load_profile("segundo")
