"""Where stories differ, and where one of them has since been changed."""
