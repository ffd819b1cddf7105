"""The library, one SQLite file: its tables, what is asked of it, upgrades, copies."""
