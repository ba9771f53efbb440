"""Exit statuses: fine, faults in content, usage or configuration."""

FINE, FAULTS, USAGE = 0, 1, 2
