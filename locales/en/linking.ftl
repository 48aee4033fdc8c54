# One person in several chats: joining and parting.

channel-telegram = Telegram
channel-viber = Viber
channel-web = Web chat
chat-here = { $channel } (this chat)

menu-link = link your chats in different messengers
button-data-link = Link chats
button-data-unlink = Unlink chats
button-have-code = I have a code
button-link-yes = Yes, link them

link-code-resident =
    Do you also write to us in another messenger or on the site? Link your chats and see all your requests in each.

    Your code: **{ $code }**
    Send it to the bot in the other chat: /link { $code }
    { $minutes ->
        [one] The code works once, for { $minutes } minute. Show it to nobody.
       *[other] The code works once, for { $minutes } minutes. Show it to nobody.
    }
link-code-staff =
    Do you work in one more messenger? Connect it to your account.

    Your code: **{ $code }**
    Send it to the bot in the other chat: /link { $code }
    { $minutes ->
        [one] The code works once, for { $minutes } minute. Whoever has it can work in your name.
       *[other] The code works once, for { $minutes } minutes. Whoever has it can work in your name.
    }
link-by-phone = Have you called us before? Send your number with the button and we will find those requests too.
ask-link-code = Send the code that the bot has shown in the other chat.
link-code-what = A code has eight characters, for example ABCD-2345. To get one, write /link in the other chat.
link-code-refused = This code does not work: it was used, has expired, or has a mistake in it. You can get a new one in the other chat: /link
link-code-too-often = Too many tries have failed. Please try again in an hour.
link-code-same-chat = This code is for another chat. Send it where you do not see your requests yet.
link-already = These chats are linked already.
link-staff-other = Another member of staff works in this chat, so the code does not work here.
ask-link-resident =
    The code was made in the chat “{ $channel }”. Once linked, all requests of both chats can be seen in each.
    Agree only if you got the code yourself and not from somebody. Link them?
ask-link-staff = A member of staff made this code in the chat “{ $channel }”. With it one can work here in their name. Is that you?
link-cancelled = All right, nothing is linked.
linked = Done: you now see all your requests here and there. News comes to where you wrote last. To unlink: /unlink
linked-staff =
    Done: you can work here too. Messages come to where you wrote last.
    Commands: /help
linked-elsewhere = Your requests can now be seen in the chat “{ $channel }” too. If that was not you, disconnect it: /unlink
linked-elsewhere-staff = The chat “{ $channel }” was connected to your account. If that was not you, disconnect it (/unlink) and tell an administrator.
phone-kept = Thank you! We will remember your number: { $phone }.
phone-joined = By the number { $phone } we have found more of your requests: they are all under “My requests” now. If some are not yours, unlink: /unlink
ask-unlink = Which chat shall be disconnected? Requests filed in it will stay only there.
ask-unlink-staff = Which chat shall be disconnected from your account?
unlink-alone = This chat is not linked to any other. To link: /link
unlinked = This chat is disconnected. Only the requests that were filed here can be seen here.
unlinked-other = The chat “{ $channel }” is being disconnected. Requests filed in it can no longer be seen here.
unlinked-staff = This chat is disconnected: staff commands no longer work here.
