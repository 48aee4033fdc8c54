"""Status codes, and the refusal that carries one."""

from __future__ import annotations

from typing import Final

OK: Final = 0
INVALID_URL: Final = 1
INVALID_TOKEN: Final = 2
BAD_DATA: Final = 3
MISSING_DATA: Final = 4
NOT_REGISTERED: Final = 5
NOT_SUBSCRIBED: Final = 6
NO_WEBHOOK: Final = 10
TOO_MANY: Final = 12
NOT_SUPPORTED: Final = 13
INCOMPATIBLE: Final = 14

WORDS: Final = {
    OK: "ok",
    INVALID_URL: "invalidUrl",
    INVALID_TOKEN: "invalidAuthToken",
    BAD_DATA: "badData",
    MISSING_DATA: "missingData",
    NOT_REGISTERED: "receiverNotRegistered",
    NOT_SUBSCRIBED: "receiverNotSubscribed",
    7: "publicAccountBlocked",
    8: "publicAccountNotFound",
    9: "publicAccountSuspended",
    NO_WEBHOOK: "webhookNotSet",
    11: "receiverNoSuitableDevice",
    TOO_MANY: "tooManyRequests",
    NOT_SUPPORTED: "apiVersionNotSupported",
    INCOMPATIBLE: "incompatibleWithVersion",
    15: "publicAccountNotAuthorized",
    16: "inchatReplyMessageNotAllowed",
    17: "publicAccountIsNotInline",
    18: "noPublicChat",
    19: "cannotSendBroadcast",
    20: "broadcastNotAllowed",
}


class RefusalError(Exception):
    """The service does not take a request; ``detail`` is for whoever reads the failing test."""

    def __init__(self, status: int, detail: str = "") -> None:
        super().__init__(f"{status} {WORDS.get(status, 'generalError')} {detail}".strip())
        self.status = status
        self.detail = detail


def bad(detail: str) -> RefusalError:
    """Status 3."""
    return RefusalError(BAD_DATA, detail)
