"""What must hold in a catalogue: one generator a rule, gathered in `checks`."""
