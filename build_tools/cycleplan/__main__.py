"""Runs the commands by `python -m cycleplan`."""

from cycleplan.cli import main

main()
