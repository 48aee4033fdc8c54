## Limits for those who flood or insult.

# -- for residents -----------------------------------------------------------------------------
blocked-now =
    **Until { $until } (inclusive) you cannot file new requests or add to those you have filed.**
    Reason: { $reason }

    Your requests go on, and their news will reach you. If you do not agree, write to the coordinators or call { $phones }.
blocked =
    Not taken: until { $until } (inclusive) the bot takes no new requests and no additions from you.
    Reason: { $reason }

    If it is urgent or you do not agree, please call { $phones }.
button-object = I do not agree, let me say why
ask-objection = Say in one message why this is a mistake. The coordinators will read it.
objection-in-words = Please say it in words.
objection-sent =
    We have passed it on to the coordinators. If they agree you will hear of it at once.
    Otherwise the limit ends by itself after { $until }.
objection-sent-before = The coordinators have your objection already.
objection-answered-before = Your objection was read, and the limit stays. The answer: { $answer }
block-upheld =
    The coordinators have read your objection, and the limit stays until { $until } (inclusive).
    The answer: { $answer }

    Work on your requests goes on, and you will get news about them. If it is urgent or you want to talk, phone: { $phones }.
not-blocked = Nothing is limited for you. Write as ever.
unblocked-now = The limit is lifted. You can file requests again.

# -- for staff -----------------------------------------------------------------------------------
command-block = limit a resident: /block 1057 3 days insults (or a phone)
command-unblock = lift a limit: /unblock 1057
staff-ask-whom = Whom? The number of a request, or the resident’s phone.
blocked-until = № { $number } · until { $until }
staff-ask-term = For how long is the resident of № { $number } to be limited? Choose, or write: “2 weeks”, “5.12”.
staff-term-not-understood = A term of at most three months is needed: “3 days”, “week”, “5.12”.
term-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
staff-ask-text-block = Why is the resident of № { $number } limited? They will read it.
by-request = request № { $number }
staff-blocked =
    Limited until { $until } (inclusive): { $who }.
    Reason: { $reason }
    They have been told. The bot takes no new requests and additions of theirs; dangers, news and answers to questions work.
staff-unblocked = The limit is lifted, and they have been told: { $who }.
staff-not-blocked = The resident of № { $number } is not limited. The list: /unblock
button-unblock = Lift the limit № { $number }
staff-objection =
    **Objection to a limit:** { $who }.
    “{ $words }”
    Limited until { $until }. Reason: { $reason }
command-uphold = keep a limit after an objection: /uphold 1057 reason
staff-ask-unblock =
    { $count ->
        [0] Nobody is limited now. If you look for somebody, write the number of a request or a phone number.
       *[other] Whose limit shall end? You can write the number of a request or a phone number.
    }
staff-ask-uphold =
    { $count ->
        [0] No objection waits for an answer. If you look for somebody, write the number of a request or a phone number.
       *[other] Whose objection shall be answered? You can write the number of a request or a phone number.
    }
staff-ask-whom-of-them = Several people wrote about request № { $number }. Who is meant?
staff-whom-not-understood = Please choose the person with a button.
whom-filed = Filed: { $who }
whom-joined = Joined: { $who }
whom-unnamed = no name and no phone
staff-ask-text-uphold = Why does the limit of № { $number } stay? The person will read it.
button-uphold = Keep the limit
staff-upheld =
    The limit stays until { $until } (inclusive): { $who }.
    They were told: { $answer }
staff-upheld-before = This objection was answered already: { $answer }
staff-nothing-objected = The resident of № { $number } has objected to nothing.
