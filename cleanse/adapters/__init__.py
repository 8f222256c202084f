"""Adapters to other people's pipelines: a module for each, which imports its framework, and nothing else does.

Each adapts only: what comes out is, byte for byte, what a loop over `clean` gives.
"""
