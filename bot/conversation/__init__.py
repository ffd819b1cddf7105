"""What was asked and answered before: kept, made use of, corrected, and gone after a while."""
