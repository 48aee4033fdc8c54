"""What the bot knows about the city: its services, departments, places, and calendar.

The facts are plain files in a folder a city (``kryvyi_rih``); :func:`load` reads one.
"""

from city.loading import folder_of, load, load_named
from city.model import City
from city.problems import CityError

__all__ = ["City", "CityError", "folder_of", "load", "load_named"]
