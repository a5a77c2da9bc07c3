"""Notes as files: the only package that knows YAML."""
