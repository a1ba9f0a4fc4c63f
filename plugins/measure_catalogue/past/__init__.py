"""What git remembers of each item, and how a page tells it."""
