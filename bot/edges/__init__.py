"""Each channel made from the settings, with its menus, links and the watch over its silence."""
