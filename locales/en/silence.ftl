## Telegram was silent for long: what administrators hear.

silence-told =
    **The bot was out of touch with Telegram from { $since } until { $until }**
    Telegram keeps messages for 24 hours. What was written there before { $lost } may be lost; the rest is being worked on.
    Ask people to write again: send /broadcast all, and then, for instance, this text:
    “{ $announcement }”
silence-announcement = From { $since } until { $lost } the bot on Telegram did not work. If you wrote to us then and have no answer, please write once more.
