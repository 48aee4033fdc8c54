"""A strict fake of Viber's REST bot API: a real HTTP server, and people who talk to the bot.

    async with ViberFake(clock=clock, proxy={"https://bot.example": "http://127.0.0.1:8080"}) as fake:
        olena = fake.person("Олена")
        await olena.opens()
        await olena.says("Добрий день")

``proxy`` stands for the reverse proxy that ends TLS. The fake knows nothing of the program that
it is used to test. Rules: https://developers.viber.com/docs/api/rest-bot-api/.
"""

from .people import Person
from .server import TOKEN, ViberFake
from .world import Message

__all__ = ["TOKEN", "Message", "Person", "ViberFake"]
