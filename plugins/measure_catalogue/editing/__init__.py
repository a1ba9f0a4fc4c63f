"""What writes measure files: laying out, correcting, beginning one, each proved before it is written."""
