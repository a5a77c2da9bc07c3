"""Runs Sphinx, guards what it wrote, swaps the new site in, and publishes it."""
