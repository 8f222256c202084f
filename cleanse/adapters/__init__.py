"""Adapters for other people's pipelines: a module for each framework, which is imported there alone."""
