## What a resident sees. The tone: warm, short, plain; no officialese.
## **Words between asterisks** are shown in bold. One question per message.

# -- the beginning ------------------------------------------------------------------------
welcome =
    Hello! This is { $centre }, { $city }.
    Write what has happened: we will pass it on to those who fix it and tell you how it ends. You can add a photo or an address straight away.
    Українською: /language uk
welcome-short = Hello! This is { $centre }. Let us file your request.
hint-what = For example: no street light by my house
hint-place = Street and house number
hint-phone = For example: 067 123 45 67
draft-is-here = You have begun a request. Let us go on:

button-begin = Begin
button-new = Report a problem
button-my = My requests
button-contacts = Contacts
button-about = About the bot
button-data = My data
button-help = Help
button-back = Back
button-cancel = Cancel
button-later = Later
button-skip = Skip
button-previous = ← Previous
button-next = Next →

# -- Telegram's menu of commands (each description up to 256 characters) --------------------
menu-new = Report a problem
menu-my = My requests
menu-contacts = Phones and working hours
menu-help = Help
menu-data = What is stored about me
menu-language = Мова · Language
menu-cancel = Cancel what is unfinished

# -- what happened ------------------------------------------------------------------------
ask-what = Describe the problem in a sentence or two. A photo helps, too.
ask-what-after-file = Thank you, the file is saved. Write in a few words what the problem is.
words-added = Added to the description.
files-added = Added to the request.
files-kept = Thank you, the file is saved.
files-too-many = A request can have up to 30 files. Please send the rest once it is registered.
words-too-many = The description is very long already, and this message did not fit. The rest can be added once the request is registered.
words-not-read = We could not make that out. Please write in words what has happened.
not-words = A message like that cannot be read here. Please write in words, or send a photo.
not-words-sticker = A nice sticker! And now in words, please.
not-words-live_location = A live location changes every minute. Please send a plain location, or write the address.
not-words-poll = A poll cannot be added. Please write in words.
choose-below = Please choose one of the answers below.
edit-taken = The description is corrected.
edit-too-late = The request is already being worked on with the earlier text. To add something, send a new message.

# -- danger, and a guess --------------------------------------------------------------------
danger =
    **Safety first.** { $advice }
    { $body }: **{ $phones }**
danger-advice = Move to a safe place and call.
button-no-danger = There is no danger, go on
button-end = End here
ask-guess = Understood: **{ $topic }**. Is everything right?
ask-guess-place = Understood: **{ $topic }**, { $place }. Is everything right?
button-guess-yes = Yes
button-other-topic = Another topic
button-other-place = Another place
button-more-topics = Something else…

# -- topic --------------------------------------------------------------------------------
ask-group = What is it about?
ask-topic = Choose what is closest to your problem.
not-ours =
    This is looked after not by the city but by **{ $body }**:
    { $phones }
    { $hours }
    { $advice }
button-understood = Thank you, I see
button-file-anyway = File a request all the same
consultation-over = All right. Write whenever you need us.

# -- place --------------------------------------------------------------------------------
ask-place = Where is it? Send the location, or write the street and the house number.
button-location = 📍 Send my location
button-no-place = No place
place-not-understood = Please write the street and the house number, or send a point on the map.
place-too-long = That is too long for an address. Write only the street and the house number, and put the details into the description.
place-outside =
    This point lies outside { $city }, and we take requests only within the city.
    If it is in the wrong place, send another one or write the address.
place-point = a point on the map
place-renamed = { $written } (now { $street })
place-none = not given
ask-house = “{ $street }”: which house number? A landmark will do, too: “by the school”.
button-no-house = No number
ask-district = Which district is it in?
ask-district-border = This point is close to the border of two districts. Which one is it in?
button-district-unknown = I do not know
district = { $name } district

# -- telephone ----------------------------------------------------------------------------
ask-phone-first =
    Leave a phone number, so that those who do the work can ask for details. Only the centre’s staff and the executor of your request will see it.
    By sending the number you agree that your personal data are used to deal with the request.
ask-phone = Write or send a phone number for this request.
ask-known-phone = At which number can the executor ask for details?
button-phone = 📱 Send my number
button-privacy = More about my data
button-known-phone = { $phone }, yes
button-other-phone = Another number
phone-wrong = There seems to be a mistake in the number. Please write it like this: 067 123 45 67.
phone-not-understood = A phone number is needed, for example 067 123 45 67.
phone-not-yours = This is somebody else’s contact. Please send your own number, or write it in digits.
phone-none = not given
name-none = not given
privacy =
    We keep your name, phone number, words, files and the place only to get the request done and to tell you the outcome. The centre’s staff and the executor see them.
    We give them to nobody else. /data shows what is stored about you.

# -- review -------------------------------------------------------------------------------
review =
    **Check the request**
    **What:** { $what }{ $files ->
        [0] {""}
        [one] {" "}({ $files } file)
       *[other] {" "}({ $files } files)
    }
    **Topic:** { $topic }
    **Where:** { $place }
    { $details }
    **Phone:** { $phone }
button-send = Send
button-edit-what = Change the description
button-edit-topic = Change the topic
button-edit-place = Change the place
button-edit-phone = Change the phone
intake-cancelled = The request is cancelled, nothing was sent. Write whenever you need us.
form-cancelled = All right, nothing was changed.

# -- registered ---------------------------------------------------------------------------
registered = Request **№ { $number }** is registered.
registered-due = To be done by { $due } (that day included).
registered-due-hour = This is an emergency: to be done by { $due }.
registered-executor = Executor: { $executor }.
registered-closed-now = The contact centre is closed now. An operator will see the request as soon as it opens: { $opening }.
registered-on-duty = The contact centre is closed now, but those on duty already have your request.
registered-next = We will write as soon as anything changes.
registered-link = If the browser forgets you, this link brings you back to the conversation: { $link }
button-copy-number = Copy the request number
department-none = not chosen yet

date =
    { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
date-with-year =
    { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
moment = { $day }, { $hour }

# -- statuses -----------------------------------------------------------------------------
status-registered = registered
status-assigned = handed to the executor
status-in-progress = in progress
status-waiting = waiting for an answer
status-planned = planned
status-done = work finished
status-closed = closed
status-rejected = rejected
status-redirected = redirected
status-merged = merged
status-cancelled = cancelled

# -- news ---------------------------------------------------------------------------------
news-assign = № { $number }: **handed to the executor**, { $executor }. To be done by { $due }.
news-take = № { $number }: **work has begun**. Executor: { $executor }. To be done by { $due }.
news-ask =
    № { $number }: **a question for you**. While we wait for your answer, the clock stands still.
    “{ $words }”
news-answer-here = Write your answer right here.
news-resume = № { $number }: **back in progress**. To be done by { $due }.
news-finish =
    № { $number }: the executor says that **the work is finished**.
    “{ $words }”
news-question = Is the problem solved?
news-question-later = We will ask whether the problem is solved a little later, once this is finished.
news-expire =
    № { $number }: **the request is closed without an answer**. We asked whether the problem was solved and had no answer.
    If it is not solved, press the button below. You can do so for { $objection ->
        [one] { $objection } day
       *[other] { $objection } days
    }.
news-reject =
    № { $number }: **the request is rejected**. The reason:
    “{ $words }”
    If you disagree, it can be looked at once more.
news-redirect =
    № { $number }: **this is not for the city’s services to solve**.
    { $words }
    If you disagree, it can be looked at once more.
news-plan =
    № { $number }: **planned**. { $words }
    { $day ->
        [none] {""}
       *[other] We will come back to it on { $day } and write to you.
    }
news-reply =
    № { $number }: **a message from the contact centre**
    { $words }
news-deadline = № { $number }: **the date has moved** to { $due }. The reason: { $words }
plan-word = When: { $period }. The reason: { $reason }
redirect-where = Turn to: { $body }, { $phones }
button-reply-about = Answer about No. { $number }
button-reply-here = Answer

# -- answers and additions ----------------------------------------------------------------
ask-answer =
    № { $number }: “{ $question }”
    Write your answer right here. You can add a photo.
answered = Thank you, the executor has your answer. № { $number } is in progress again, to be done by { $due }.
answer-later = All right. To answer later, open “My requests” and choose this one.
ask-comment = What would you like to add to request № { $number }? Write it, or send a photo.
added = Added to request № { $number }; the executor will see it.
added-to-ended = Added to request № { $number }, but it is closed already. If the problem is still there, please file a new one.
ask-where = “{ $words }”: where shall we add it?
ask-where-file = The file is saved. Where shall we add it?
button-add-to = To request № { $number }
button-new-request = A new request
sort-cancelled = All right, we add it nowhere.

# -- closing ------------------------------------------------------------------------------
ask-resolved = № { $number }: is the problem solved?
button-resolved = Yes, it is solved
button-not-resolved = No, it is not
closing-choose = Please tell us whether the problem is solved: “yes” or “no”.
closing-choose-kept = Thank you, we have passed it on to the executor. So, is the problem solved, “yes” or “no”?
closing-later = All right, tell us when it suits you.
closing-reminder = A reminder: the executor has finished the work on request № { $number }. Your word matters to us.
ask-rating = Glad to hear it! How would you rate the work, from 1 to 5?
rating-choose = A mark from 1 to 5 is needed.
rating-choose-kept = Thank you, we have written it down. And how would you rate the work, from 1 to 5?
ask-opinion = Would you like to add anything?
ask-what-went-wrong = We are sorry that it did not go as it should. What was wrong?
closing-thanks = Thank you! Request № { $number } is closed.
ask-what-is-left = What has not been done yet? You can add a photo.
rework =
    Request № { $number } goes back to work { $times ->
        [1] for the first time
        [2] for the second time
        [3] for the third time
       *[other] (it has been back { $times } times)
    }. We will write when it is done.
objection-too-late = Request № { $number } can no longer go back to work: the time for it is over. Please file a new one.

# -- objection ----------------------------------------------------------------------------
button-appeal = I disagree, look at it once more
ask-appeal = Why should request № { $number } be looked at once more? Write a few words.
appealed = Request № { $number } is being looked at once more. We will answer by { $due }.
appeal-not-possible = Request № { $number } cannot be looked at again. Please phone us, or file a new one.

# -- my requests --------------------------------------------------------------------------
my-title =
    { $total ->
        [one] You have **{ $total } request**
       *[other] You have **{ $total } requests**
    }
my-line =
    **№ { $number }** · { $topic }
    { $status } · due { $due }
my-line-ended =
    **№ { $number }** · { $topic }
    { $status }
my-none = You have no requests yet. Write what has happened, and we will begin.
button-card = № { $number } · { $topic }
card =
    **Request № { $number }** — { $status }
    **Topic:** { $topic }
    **Where:** { $place }
    { $details }
    { $due }
    **Executor:** { $executor }
    { $what }
card-due = **To be done by:** { $due }
card-history = **History**
history-register = request registered
history-assign = handed to the executor
history-take = work begun
history-ask = question to the applicant
history-answer = the applicant’s answer
history-resume = in progress again
history-finish = work finished
history-confirm = the applicant confirmed that the problem is solved
history-object = the applicant says: not solved
history-expire = closed without the applicant’s answer
history-reject = rejected
history-redirect = redirected
history-plan = planned
history-return = sent back to be assigned anew
history-appeal = the applicant disagreed
history-cancel = cancelled by the applicant
history-comment = added by the applicant
history-reply = message to the applicant
history-note = note
history-deadline = the date has moved
history-rating = rating
history-unreachable = the applicant could not be reached in the messenger
history-files =
    {" "}({ $count ->
        [one] { $count } file
       *[other] { $count } files
    })
button-comment = Add something
button-cancel-request = Cancel the request
ask-cancel-request = Cancel request № { $number }? The work on it will stop.
button-cancel-yes = Yes, cancel the request
button-cancel-no = No, keep it
request-cancelled = Request № { $number } is cancelled.
request-kept = All right, work on request № { $number } goes on.
request-ended-already = Request № { $number } already has the status “{ $status }”.

# -- draft --------------------------------------------------------------------------------
draft-recall = You have begun a request: “{ $about }”. Shall we go on?
draft-recall-empty = You have begun a request. Shall we go on?
draft-dropped = The unfinished request was put away after two days: “{ $about }”. You can always begin again.

# -- the rest -----------------------------------------------------------------------------
contacts =
    **{ $centre }**
    { $phones }
    Mon–Fri, { $opens }–{ $closes }

    In danger to life: **112** (all services), **101** (fire), **102** (police), **103** (ambulance), **104** (gas).
about =
    The bot takes requests of the residents of { $city } and passes them to the city’s services. You get a number and a date, see every step, and in the end it is you who says whether the problem is really solved.
    Borders of the districts: { $attribution }
help =
    Just write what has happened: the bot asks for whatever is missing.

    /new — report a problem
    /my — my requests
    /contacts — phones
    /data — what is stored about me
    /link — link your chats in different messengers
    /language — мова, language
    /cancel — leave what was begun

    To add something to a request, reply to a message about it.
ask-language = Which language shall we speak?
language-chosen = All right, let us speak English.
nothing-to-cancel = There is nothing to cancel now. How can we help?
# Many a phone is set to English whose owner writes Ukrainian: these lists hold both.
thanks-words = thanks,thank you,thank you very much,many thanks,thx,cheers,дякую,дякую вам,дуже дякую,щиро дякую,спасибі,спасибо,дякую дуже,дяк,дякс,красно дякую
greeting-words = hello,hi,hey,good morning,good afternoon,good evening,good day,привіт,вітаю,доброго дня,добрий день,добрий ранок,доброго ранку,добрий вечір,доброго вечора,добридень,здрастуйте,здравствуйте,добрый день,привет,слава україні
yes-words = yes,yep,yeah,right,correct,i confirm,solved,ok,так,ага,угу,вірно,правильно,усе правильно,все правильно,підтверджую,вирішено,да,ок
no-words = no,nope,not solved,not yet,not really,ні,нє,неа,не вирішено,ще ні,ні не вирішено,нет
thanks-answer = You are welcome! If anything else happens, write to us.
thanks-in-form = You are welcome.
greeting-in-form = Welcome.
greeting-answer = Hello! How can we help?
puzzled = We have no such command, but never mind. Write what has happened, or choose below.
puzzled-in-form = There is no such command, so let us go on.
stale-button = This button no longer works.
request-not-found = There is no request № { $number }. Please check the number.
not-possible-now = This is not possible now: the request has the status “{ $status }”.
somebody-was-faster = Somebody else has just changed the request. Please look at it again and try once more.
too-much-at-once =
    Too many messages came from you at once, so the last ones were not taken in. What came before is safe.
    Please wait a minute and send again what matters.

    If a life is in danger, phone **112**. The contact centre: { $phones }.

sorry =
    Sorry, something went wrong with your last message. It is not lost: we are looking into it.
    If it is urgent, phone us: { $phones }.

files-not-sent = Could not be shown here: { $names }
file-refused = The file could not be added.
file-refused-named = The file “{ $name }” could not be added.
file-too-large = It is too large: we take up to 20 MB in Telegram and up to 50 MB on the site.
file-type = We do not take files of this kind: send a photo, a video, a voice message or a document.
file-broken = It is damaged. Please send it again.
file-empty = It is empty.
file-gone = It is no longer available. Please send it again.
file-network = It did not arrive. Please send it again.
