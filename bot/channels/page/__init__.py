"""What the chat page is made of: its markup, its guard, and the files a browser loads."""
