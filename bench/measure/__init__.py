"""What `bench/run` is made of: what it starts, what it measures, and the table it writes."""
