"""A revision for each schema that the library's file has had, in Alembic's form.

`revision` is the schema that it leads to, `down_revision` the one before. `upgrade` runs inside one
transaction (see migrate.py). It changes the tables of `bot`, too, where they are there, and sets
the facts by which `Store` builds the indexes anew, where it must. There is no way back: a copy of
the library as it was is kept.
"""
