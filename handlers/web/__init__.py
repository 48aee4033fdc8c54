"""The web chat: its page, its HTTP interface, and its live updates.

``bot`` makes a :class:`~handlers.web.channel.WebChannel`, mounts it on its application with
``mount(app, accept, ports)``, and hands it to the engine like any other channel.
"""
