"""The wire format: bundles as JSON and JSON Lines."""
