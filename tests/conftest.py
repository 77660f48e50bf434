"""What is collected of the tests."""

# these modules are for the type checker alone; their lines are wrong on purpose
collect_ignore = ["typing"]
