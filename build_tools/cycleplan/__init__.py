"""Turns the notes of team gatherings into the published plan of a release cycle."""

__version__ = "1.0.0.dev0"
