"""What brings sources into the library: jobs, one source read, one batch written."""
