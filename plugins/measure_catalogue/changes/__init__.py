"""Two states of a catalogue: what goes on, what changed, what was broken, and how people are told."""
