"""Questions of a form of their own: open ones, lists, definitions, what outlets think."""
