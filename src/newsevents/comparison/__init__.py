"""How far two bundles of one article agree, and where they differ."""
