"""Catalogues of identified measures, from Markdown files to a site."""
