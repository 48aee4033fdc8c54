## When the same has been reported already: joining, following, and a voice at the end.

# -- near by ------------------------------------------------------------------------------
near-others = It seems that this has been reported already:
near-own = You have reported something like this already:
near-line = “{ $topic }”, { $where }, { $status }, due by { $due }.
near-own-line = Your request No. { $number }: { $line }
near-metres = { $metres } m from the place you named
near-here = at the same place
near-same-house = at the same address
near-over = That request has just been finished, so let us file yours.
button-join = Join it
button-join-nth = Join number { $n }
button-near-other = This is another problem
joined-request =
    You have joined request **No. { $number }**: “{ $topic }”, { $status }, due by { $due }.
    The executor will see your words. We will write as soon as anything changes.

# -- my requests --------------------------------------------------------------------------
my-joined = you have joined it
card-joined =
    **Request No. { $number }** — { $status }, you have joined it
    **Topic:** { $topic }
    **Where:** { $place }
    { $due }
    **Executor:** { $executor }
card-others =
    { $count ->
        [one] { $count } more resident has reported this.
       *[other] { $count } more residents have reported this.
    }
button-open-card = Open the request
button-leave = Stop following
ask-leave = Stop following request No. { $number }? We will send no more news of it.
button-leave-yes = Yes, stop following
button-leave-no = No, go on
left-request = All right, there will be no more news of request No. { $number }.
not-left-request = All right, we will go on writing about request No. { $number }.

# -- news for those who joined --------------------------------------------------------------
followed-confirm = No. { $number }: **closed**. The resident who filed the request has confirmed that the problem is solved.
followed-object = No. { $number }: **back to work**. Due by { $due }.
followed-expire = No. { $number }: **closed**. The resident who filed the request did not say whether the problem is solved.
followed-reject =
    No. { $number }: **the request has been rejected**. Reason:
    “{ $words }”
followed-redirect =
    No. { $number }: **this is not for the city’s services to solve**.
    { $words }
followed-appeal = No. { $number }: **looked at again**. We will answer by { $due }.
followed-voice = If nothing has changed for you, say so: we will tell the executor and the coordinator.
dissent-noted = Thank you, we have told the executor and the coordinator.
dissent-not-now = Request No. { $number } has the status “{ $status }” now. To add something, open it in “My requests”.

# -- when the one who filed withdraws and the problem stays -----------------------------------
ask-cancel-joined = Withdraw request No. { $number }? Others have reported this problem too, so the work goes on, but you will get no more news.
request-handed = All right, there will be no more news of request No. { $number }. The work goes on: others have reported this problem too.
handed = No. { $number }: the resident who filed this request has withdrawn it, but the work goes on. It is yours now: we will ask you about the result.

# -- in the history and for staff -------------------------------------------------------------
history-joined = a resident joined
history-dissent = a resident who joined said: not solved
history-handed = withdrawn by who filed it, kept for those who joined
staff-news-joined = **One more resident has reported this** ({ $affected } in all): “{ $words }”
staff-news-dissent = **A resident who joined says: not solved.** The one who filed it decides.
staff-news-handed = **Withdrawn by who filed it, but still valid:** other residents have reported it too.
card-affected =
    **Reported by:** { $count ->
        [one] { $count } resident
       *[other] { $count } residents
    }
mark-affected =
    { $count ->
        [one] **{ $count } resident** ·
       *[other] **{ $count } residents** ·
    }

# -- merging --------------------------------------------------------------------------------
news-merge =
    No. { $number }: **{ $words }** — it is the same problem. From now on we will write about that request.
merged-into = merged with No. { $number }
button-request = Request No. { $number }
history-merge = a duplicate
history-split = merging taken back
split-off = No. { $number } is a request of its own again
history-absorbed = a duplicate was merged into it
command-merge = merge duplicates: /merge 1057 1042 (the first one stays)
button-staff-merge = Add a duplicate
staff-ask-duplicate = Which request is a duplicate of No. { $number }? Write its number.
staff-duplicate-not-understood = The number of the duplicate is needed, for example 1042.
staff-merge-same = It is the same request. After No. { $number } the number of the duplicate is needed.
staff-merge-ended = Request No. { $number } has ended. Requests can only be merged with one that goes on.
staff-merge-sensitive = These are private matters of different people and cannot be merged: neighbours learn nothing of such requests.
staff-merged = No. { $duplicate } is merged with No. { $number }, the residents will be told.
staff-news-merge = **A duplicate:** { $words }
staff-news-split = **The merging was taken back.** { $words }
staff-news-undo = **The last action was taken back:** the request stands as before.
staff-news-absorbed = **A duplicate was merged into it.** { $words }
