"""The endpoints of REST, a module for each kind. bot/channels/rest.py puts them together."""
