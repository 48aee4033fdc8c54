## Work chats of departments.

command-chat = a department’s work chat: in the group /chat Міськсвітло [district]
chat-list = **Work chats**
chat-none = There are no work chats yet.
chat-usage =
    Add the bot to a Telegram group and write there: /chat Міськсвітло. In a topic of a forum a district may follow: /chat Міськсвітло Саксаганський.
    To remove one: /chat remove and its number
button-chat-remove = Remove chat { $number }
chat-which-department = Whose chat is this? Write, for example: /chat Міськсвітло. Known: { $known }
chat-linked =
    Done, this is a work chat now: **{ $chat }**.
    Cards of new requests will stand here. A reply to a card is read by the resident; a button acts in the name of whoever presses it.
chat-no-such = There is no such work chat. The list: /chat
chat-unlinked = No longer a work chat: { $chat }. The cards that stand here stay.
chat-lost =
    The bot can no longer write in the work chat of “{ $executor }”: it was put out, or may not write any more.
    Let the bot in again, or remove the chat: /chat
group-word = № { $number }. { $words }
group-card-gone = № { $number } is another department’s now: { $executor }.
group-due-soon = ⏰ **Due { $due }**
group-overdue = ⏰ **Overdue since { $due }**
group-due-line = № { $number } · { $topic } · { $place }
group-due-more = …and { $count } more: /queue
button-chat-topics = Open a topic for each district
topic-linked = Requests will stand here: { $chat }.
topics-under-way = The topics are being opened: it takes up to a minute.
topics-all-there = Each district has a topic of its own.
topics-no-rights =
    Telegram does not let the bot open topics. Make it an administrator of the group with the right “Manage topics”, and press the button again.
topics-no-forum = Topics are switched off in this group. Switch them on in its settings, and press the button again.
topics-unclear =
    Telegram did not answer whether the topic “{ $district }” was opened. If it is there, write in it “/chat { $executor } { $district }”.
    Then press the button again: the bot opens the others.
topics-failed =
    Telegram did not take the topic “{ $district }”. Open it yourself, write in it “/chat { $executor } { $district }”,
    and the button goes on with the other districts.
group-not-staff = This was not passed on: buttons and replies here are for staff. If you work here, write to the bot in private and send your code.
