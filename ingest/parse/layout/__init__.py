"""What stands where in the lines of a file: headlines, bylines, dates, several articles."""
