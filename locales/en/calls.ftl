# Requests and answers by telephone: /call

ask-caller = The telephone number of the caller?
ask-caller-name = What is the caller called?
called-registered =
    Request **№ { $number }** is registered.
    Tell the caller the number and the date: to be done by { $due }. Executor: { $executor }.
    News comes to a messenger if the caller confirms this number there; otherwise they have to be telephoned.
called =
    After your call, request **№ { $number }** was registered. To be done by { $due }.
    We will write as soon as something changes.
call-private = Please write down calls in a private chat: numbers can be seen here.
call-menu =
    **Calls.**
    A new request: the button below, or “/call 0671234567 a street light is out”.
    An answer about a request: “/call 1057 yes 5” or “/call 1057 no the lamp is out again”.
call-usage = A telephone number or a request’s number is needed: “/call 0671234567”, “/call 1057 yes”, “/call whom”.
call-about =
    № { $number }: { $status }. Telephone: { $phone }.
    What did the caller say?
call-about-again =
    № { $number }: { $status }. Telephone: { $phone }.
    What the caller said was not understood. Choose, or write like this:
call-type-no = Not resolved: “/call { $number } no” and what is still wrong.
call-type-said = An addition or an answer: “/call { $number } says” and the caller’s words.
call-resolved = № { $number }: noted as resolved. How did the caller rate the work?
call-rating-usage = A closed request can be rated from 1 to 5: “/call { $number } rating 4”.
call-rated = № { $number }: the rating is noted.
call-objected = № { $number }: sent back to work on the caller’s word.
call-noted = № { $number }: the caller’s words went to the executor.
call-cancelled = № { $number }: cancelled at the caller’s wish.
call-talked = № { $number }: it is noted that somebody talked to them.
call-nobody = Nobody has to be telephoned now: all news has arrived.
call-whom = **Whom to telephone** ({ $total } in all): news did not reach them in a messenger.
call-line = № { $number } · { $phone } · { $topic } · { $status }
button-call-new = New request from a call
button-call-yes = Resolved
button-call-cancel = Cancel at their wish
button-call-talked = We talked
call-words-new = new,new call,request
call-words-whom = whom,list
call-words-yes = yes,resolved,done
call-words-no = no,not resolved,not done
call-words-rating = rating,rated
call-words-said = says,adds,answer,answered,said
call-words-cancel = cancel,cancels
call-words-talked = talked,telephoned
history-by-telephone = { $what } (by telephone)
history-phoned = the resident was telephoned
command-call = calls: a new request, an answer, whom to telephone
news-answer = № { $number }: **noted from your words by telephone.** “{ $words }”
news-confirm = № { $number }: **closed.** You said by telephone that the problem is solved. Thank you!
news-object = № { $number }: **sent back to work** on your words by telephone: “{ $words }”. To be done by { $due }.
news-cancel = № { $number }: **cancelled** as you asked by telephone.
