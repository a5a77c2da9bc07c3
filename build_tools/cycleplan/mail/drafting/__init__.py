"""Outlines to drafts: what a text means."""
