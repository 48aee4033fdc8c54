"""Tests of the web chat over real HTTP."""
