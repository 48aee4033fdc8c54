## Who answers for what: routing, departments, substitutes, duty.

# -- routing ------------------------------------------------------------------------------
command-route = who works in which district: /route яма Саксаганський → Міські дороги
command-why = why a request came here: /why 1057
button-staff-why = Why here?
button-route-remove = Remove rule { $number }
remove-words = remove,delete,прибрати,видалити,скасувати
route-list = **Where requests go** (the others to the department of their topic)
route-none = There are no exceptions.
route-usage =
    Add: /route яма Саксаганський → Міські дороги
    Remove: /route remove and the number of the rule
route-everything = all topics
route-which-department = To which department? Write, for example: /route яма Саксаганський → Міські дороги. Known: { $known }
route-which-service = Which topic? Write its code or a part of its name, for example: /route яма Саксаганський → Міські дороги
route-which-of-services =
    Which topic exactly? Write the code of one of them:
    { $services }
route-set =
    Done: { $rule }
    New requests go to { $executor } at once. Those that were filed before stay where they are.
route-removed = The rule is gone: { $rule }
route-no-such = There is no rule { $number }. The numbers are in the list: /route
route-why-number = By the rules **№ { $number }** goes to: { $executor }.
route-why-service = So it is written for the topic “{ $topic }”.
route-why-command = Rule { $number } applies: { $rule }
route-why-file = A rule of the city applies: { $rule }
route-why-moved = The request is elsewhere now: { $executor }. Staff handed it over or returned it.

# -- a request that nobody has taken ------------------------------------------------------
staff-news-untaken = ⏰ **Nobody has taken this request yet.** You can hand it over or take it.
staff-nobody-on-duty = Nobody is on duty now.

# -- people and roles ---------------------------------------------------------------------
role-words = role,роль,ролі
department-words = department,підрозділ,відділ
staff-nobody-found = Not found among the staff: { $words }. Numbers and names: /staff
staff-which-of =
    Who exactly? Write the number:
    { $people }
staff-role-usage = Which role or department has { $name }? For example: /staff { $name } role coordinator
staff-role-department = An executor needs a department: /staff { $name } role executor and its name. Known: { $known }
staff-role-set = { $name }: now { $role }{ $where }.
staff-role-yours = Your role is now: **{ $role }**{ $where }. Commands: /help
staff-last-admin = { $name } is the last administrator. Appoint another one first.
removed-returned =
    { $count ->
        [one] { $count } request went back to the department: { $numbers }
       *[other] { $count } requests went back to the department: { $numbers }
    }
staff-handed-back =
    { $count ->
        [one] { $name } no longer has requests in hand. { $count } request went back to the department: { $numbers }
       *[other] { $name } no longer has requests in hand. { $count } requests went back to the department: { $numbers }
    }
history-release = the executor changes
staff-news-release = **The request has no executor again**: the colleague who had it no longer does this.

# -- absence and substitutes --------------------------------------------------------------
command-away = absence and substitute: /away до 5.12 заміна Марія
substitute-words = substitut,замін,замі,підмін
back-words = back,no,ні,повернувся,повернулася,повернулась,на місці,вийшов,вийшла
away-with = away until { $day }, { $name } stands in
away-alone = away until { $day }, nobody stands in
away-usage =
    Until when are you away, and who stands in? For example: /away until 5.12 substitute Марія
    With a first day: /away from 1.12 until 5.12 substitute Марія. Back earlier: /away back
away-days = Days that are still to come are needed, the first not later than the last. For example: /away from 1.12 until 5.12 substitute Марія
away-only-yours = The coordinator says that others are away.
away-not-yourself = One cannot stand in for oneself. Who does it?
away-operator = { $name } is an operator and cannot take requests. Please choose somebody else.
away-circle = Somebody stands in for { $name } at that time, and it goes in a circle. Please choose somebody else.
away-set = { $name }: away until { $day } inclusive. { $substitute } gets requests, news and reminders.
away-set-alone = { $name }: away until { $day } inclusive. Nobody stands in, so the department gets the news.
away-back = { $name }: back again.
away-yours = You are marked as away until { $day } inclusive. If that is wrong: /away back
away-stand-in =
    { $total ->
        [0] From { $since } until { $day } inclusive you stand in for { $name }. There is nothing in work now; new requests come to you.
        [one] From { $since } until { $day } inclusive you stand in for { $name }. { $total } request is in work, see /my.
       *[other] From { $since } until { $day } inclusive you stand in for { $name }. { $total } requests are in work, see /my.
    }

# -- duty ---------------------------------------------------------------------------------
roster-words = who,list,хто,графік,список
duty-now = **On duty now:** { $people }
duty-usage =
    Add: /duty пн-пт 17:00–09:00 Андрій, /duty 5.12 09:00–21:00 Андрій. Without a name: yourself.
    Who is on duty: /duty who. Remove: /duty remove and the number of the line.
duty-added = { $name } is on duty: { $line }.
duty-removed = Taken from the roster: { $line }.
duty-no-such = There is no such line in the roster. Numbers: /duty who
duty-only-yours = The coordinator puts others on duty. Without a name it is yourself.
button-duty-remove = Remove line { $number }

# -- who did what -------------------------------------------------------------------------
command-audit = who did what: /audit [who] [period] [№ of a request] [file]
audit-title = **What staff did: { $total }**
audit-line = { $at } · { $name } · { $deed } · { $channel }
audit-line-refused = { $at } · { $name } · { $deed } · { $channel } · refused
audit-empty = There is nothing of that kind.
audit-file-words = file,table,spreadsheet
button-audit-file = As a spreadsheet
audit-file-ordered = The spreadsheet is being made. You will get the file as soon as it is ready.
audit-file-done =
    { $count ->
        [one] Done: { $count } action.
       *[other] Done: { $count } actions.
    }
audit-file = Actions of staff { $day }
audit-sheet = Actions
audit-column-at = When
audit-column-who = Who
audit-column-deed = Command
audit-column-request = Request
audit-column-channel = Channel
audit-column-done = Done
audit-cell-done = yes
audit-cell-refused = refused
audit-usage = Whose actions, of which period, or about which request? For example: /audit Андрій тиждень, /audit 2026-10, /audit №1057

# -- the morning digest -------------------------------------------------------------------
command-digest = the morning digest: off or on
digest-title = **Good morning! For today:**
digest-overdue =
    { $count ->
        [one] ⏰ { $count } request is overdue
       *[other] ⏰ { $count } requests are overdue
    }
digest-today =
    { $count ->
        [one] { $count } request has to be done today
       *[other] { $count } requests have to be done today
    }
digest-new =
    { $count ->
        [one] { $count } request has not been taken by anybody
       *[other] { $count } requests have not been taken by anybody
    }
digest-waiting =
    { $count ->
        [one] { $count } request waits for a resident’s answer
       *[other] { $count } requests wait for residents’ answers
    }
digest-end = Everything: /queue. No more of this: /digest
digest-off = There will be no more morning digests. To have them back: /digest
digest-on = The morning digest comes on working days at { $opens }.
