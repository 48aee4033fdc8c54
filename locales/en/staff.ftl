## What staff see. Short and to the point.

role-operator = operator
role-executor = executor
role-coordinator = coordinator
role-admin = administrator
staff-unnamed = no name
on-duty = on duty

# -- invitations --------------------------------------------------------------------------
joined =
    Welcome to the team! Your role: **{ $role }**{ $where }.
    Commands: /help
joined-unnamed =
    Welcome to the team! Your role: **{ $role }**{ $where }.
    Write your name, so that colleagues know you: /name Andrii Koval
    Commands: /help
name-usage = Write the name after the command: /name Andrii Koval
named = Nice to meet you, { $name }.
join-refused = This code does not work: it was used, its time is over, or there is a mistake in it. Ask an administrator for a new one.
join-private = Please send the code to the bot in a private conversation, not in a group.
invite-usage = Whom to invite? For example: /invite executor Міськсвітло. Roles: operator, executor, coordinator, admin.
invite-department = To which department? Known: { $known }
invited =
    Invitation code: **{ $code }**
    Role: { $role }{ $where }. Works once, until { $day }.
    The colleague sends the bot: /join { $code }
staff-list =
    **Staff**
    { $people }
remove-usage = Whom to remove? Give the number from /staff, or the name: /remove Петренко
remove-not-yourself = You cannot remove yourself. Ask another administrator.
removed = { $name } no longer has access.
duty-on = You are on duty: emergencies will reach you at any hour. To end it: /duty
duty-off = Your duty has ended.

# -- help ---------------------------------------------------------------------------------
staff-help = **{ $name }**, your role: { $role }. Commands:
staff-help-end = A number without a command opens the card of a request. What you reply to a card goes to the applicant.
staff-what = Send the number of a request or a command (/help). For a request of your own, press the button below.
command-queue = what waits: [district] [topic] [overdue]
command-my = what I have in hand: [district] [topic] [overdue]
command-show = the card of a request: /show 1057
command-phone = the applicant’s phone: /phone 1057
command-take = begin the work
command-assign = hand over: /assign 1057 Міськсвітло or @name
command-reply = write to the applicant
command-ask = ask the applicant (the clock stands still)
command-status = change the status: /status 1057 in progress
command-done = work finished: /done 1057 what was done
command-reject = reject, with a reason
command-redirect = whom to turn to: /redirect 1057 ДТЕК
command-plan = plan for later: /plan 1057 весна 2027, reason
command-return = send back: not ours
command-deadline = move the date: /deadline 1057 5.12 reason
command-note = a note for colleagues
command-duty = duty: begin, end, /duty who, /duty пн-пт 17:00–09:00 Андрій
command-invite = invite a colleague
command-staff = who works here, another role: /staff Андрій role coordinator
command-remove = take access away: /remove Андрій, /remove 3 4
staff-no-longer = You no longer have a colleague’s access.
staff-not-allowed = Your role ({ $role }) does not allow this.
staff-usage = After /{ $command } the number of the request and the rest are needed. For example: /{ $command } 1057 …
staff-reply-with-text = Write in the group: /{ $command } { $number } and the text after it.

# -- questions of commands ----------------------------------------------------------------
staff-ask-number = The number of the request?
staff-request-not-understood = The number of a request is needed, for example 1057.
staff-ask-status = № { $number } has the status “{ $status }”. Which new one?
staff-status-not-understood = That status is not possible here. Please choose below.
staff-ask-executor = To whom? Choose a department, or write a colleague’s @name.
staff-executor-not-understood = No such department or colleague was found. Write a part of the name, or @name.
staff-ask-authority = Redirect to whom?
staff-authority-not-understood = No such service was found. Please choose below.
staff-ask-day = To which day should the date of request № { $number } move? For example: 5.12
staff-day-not-understood = A date that is still to come is needed, for example 5.12.
staff-ask-until = For when is № { $number } planned? For example: весна 2027
staff-until-not-understood = A time that is still to come is needed: “весна 2027”, “березень”, “через 2 місяці”, 1.3.2027.
staff-ask-text-reply = What shall we write to the applicant (№ { $number })?
staff-ask-text-ask = What shall we ask the applicant (№ { $number })?
staff-ask-text-done = What was done for request № { $number }? You can add a photo.
staff-ask-text-reject = Why is № { $number } rejected? The applicant will read it.
staff-ask-text-plan = Why only then, for № { $number }? The applicant will read it.
staff-ask-text-return = Why is № { $number } not yours? The coordinator will read it.
staff-ask-text-deadline = Why does the date of № { $number } move? The applicant will read it.
staff-ask-text-note = What to note on № { $number }? The applicant will not see it.

# -- done ---------------------------------------------------------------------------------
staff-took = № { $number }: you have begun the work, the applicant was told.
staff-assigned = № { $number }: handed to { $executor }.
staff-replied = № { $number }: the message was sent to the applicant.
staff-asked = № { $number }: the question was sent. The clock stands still until the answer.
staff-done = № { $number }: the report was sent, we wait for the applicant’s word.
staff-rejected = № { $number }: rejected, the applicant was told.
staff-redirected = № { $number }: the applicant was told to turn to { $body }.
staff-planned = № { $number }: planned, it comes back on { $day }.
staff-returned = № { $number }: sent back to be assigned anew.
staff-deadline-moved = № { $number }: the new date is { $day }, the applicant was told.
staff-noted = № { $number }: noted.
staff-phone = № { $number }: { $phone }
staff-phone-none = № { $number }: the applicant left no number.
staff-phone-private = The phone for request № { $number } is shown only in a private conversation with the bot.
staff-reply-empty = Please write the text of the answer.

# -- lists and cards ----------------------------------------------------------------------
queue-title = **Waiting: { $total }**
queue-title-filtered = **Waiting ({ $filter }): { $total }**
queue-not-understood = Not understood: { $words }
queue-overdue-words = overdue,late,простроч
queue-empty = Nothing waits.
queue-line =
    **№ { $number }** { $marks }{ $topic }
    { $status } · by { $due } · { $place }
held-title = **In your hands: { $total }**
held-empty = You hold no requests. What waits: /queue
mark-urgent = 🔴 emergency
mark-overdue = **overdue**
card-urgent = 🔴 **Emergency**
staff-receipt-seen = **Last message to the resident:** read { $at }
staff-receipt-failed = **Last message to the resident:** not delivered ({ $at })
staff-receipt-delivered = **Last message to the resident:** delivered { $at }
staff-card-short =
    **№ { $number }** · { $topic }
    { $place }
    { $details }
    { $what }
    { $status } · by { $due } · { $executor }
staff-card =
    **Request № { $number }** — { $status }
    **Topic:** { $topic }
    **Where:** { $place }
    { $details }
    **Registered:** { $created }
    **To be done by:** { $due }
    **Executor:** { $executor }
    **Phone:** { $phone }
    { $reworks ->
        [0] {""}
       *[other] **Reworks:** { $reworks }
    }
    { $what }

button-staff-show = Card
button-staff-phone = Show the phone
button-staff-take = Begin the work
button-staff-assign = Hand over
button-staff-reply = Write to the applicant
button-staff-ask = Ask
button-staff-done = Finished
button-staff-reject = Reject
button-staff-redirect = Redirect
button-staff-plan = Plan
button-staff-return = Not ours
button-staff-deadline = Move the date
button-staff-note = Note

# -- news for staff -----------------------------------------------------------------------
staff-news-register = **A new request**
staff-news-assign = **A request was handed to you**
staff-news-answer = **The applicant answered:** “{ $words }”
staff-news-comment = **The applicant added:** “{ $words }”
staff-news-resume = **The request is in progress again**: there was no answer, or the planned day has come.
staff-news-confirm = **The applicant confirmed: solved.**
staff-news-object = **The applicant says: not solved.** Reworks: { $reworks }
staff-news-return = **Sent back to be assigned anew:** “{ $words }”
staff-news-appeal = **The applicant disagreed:** “{ $words }”
staff-news-cancel = **The applicant cancelled the request.**
staff-news-rating = **A low rating: { $words }**
staff-news-due-soon = ⏰ **The date is near**
staff-news-overdue = ⏰ **The date has passed**
staff-alert-parked = Event { $event } could not be worked and was set aside. After the fix run on the server: python -m bot replay

# -- other words for statuses -------------------------------------------------------------
status-words-registered = back to registered,return,на розподіл,повернути
status-words-assigned = assigned,assign,hand over,передано,передати
status-words-in-progress = in work,working,work,take,taken,в роботі,взято,взяти,роблю,робимо,у роботі,у роботу,в роботу,знову в роботу
status-words-waiting = question,ask,waiting,питання,запитання,уточнення,чекає,очікує
status-words-done = done,finished,ready,complete,виконано,зроблено,готово,завершено,роботи завершено
status-words-rejected = reject,refused,відмова,відмовлено,відхилити,відхилено
status-words-redirected = not ours,redirect,не наше,перенаправити,перенаправлено
status-words-planned = plan,later,план,запланувати,заплановано,пізніше
