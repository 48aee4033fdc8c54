"""What Viber's answers mean for the one who sends.

Source: https://developers.viber.com/docs/api/rest-bot-api/#error-codes.
"""

from __future__ import annotations

import logging
from typing import Final

from handlers.channel import Ambiguous, Outcome, Refused, RetryAfter, Sent, Unreachable
from handlers.viber import api
from handlers.viber.api import Answer

log = logging.getLogger(__name__)

NOT_SUPPORTED: Final = (13, 14)
"""The person's Viber is too old for the message, or the message does not say how new it is."""
TOO_MANY: Final = 12

_WAIT_AN_HOURLY_LIMIT: Final = 600.0
_WAIT_FOR_THE_ADMINISTRATOR: Final = 300.0
_WAIT_FOR_THE_WEBHOOK: Final = 60.0

_UNREACHABLE: Final = {
    5: "not-registered",
    6: "not-subscribed",
    11: "no-suitable-device",
}
_HOPELESS: Final = {
    2: "Viber does not know this token: check VIBER_TOKEN; nothing is sent",
    7: "Viber has blocked this bot; nothing is sent",
    8: "Viber does not know this bot: check VIBER_TOKEN; nothing is sent",
    9: "Viber has suspended this bot; nothing is sent",
}
_REFUSED: Final = {
    1: "invalid-url",
    3: "bad-data",
    4: "missing-data",
    13: "too-old",
    14: "too-old",
    15: "not-authorized",
    16: "inchat-reply",
    17: "not-inline",
    18: "no-public-chat",
    19: "broadcast",
    20: "broadcast",
}


def outcome(answer: Answer) -> Outcome:
    """The outcome that an answer to one sent message means."""
    match answer.status:
        case api.OK:
            said: Outcome = Sent((answer.token,) if answer.token else ())
        case status if status in _UNREACHABLE:
            said = Unreachable(_UNREACHABLE[status])
        case status if status in _REFUSED:
            said = Refused(_REFUSED[status])
        case status if status == TOO_MANY:
            said = RetryAfter(_WAIT_AN_HOURLY_LIMIT)
        case status if status in _HOPELESS:
            log.error(_HOPELESS[status])
            said = RetryAfter(_WAIT_FOR_THE_ADMINISTRATOR, channel=True)
        case api.NO_WEBHOOK:
            log.warning("Viber has lost the address of the bot; it is told again")
            said = RetryAfter(_WAIT_FOR_THE_WEBHOOK, channel=True)
        case status:
            said = Ambiguous(f"status {status}")
    return said
