from differing import Topic

TOPICS: tuple[Topic, ...] = ()
