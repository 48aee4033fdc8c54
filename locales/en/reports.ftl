## How the city is doing: periods, figures, work beside the conversation.

# -- work that takes time -----------------------------------------------------------------
job-progress = Getting ready: { $share } %
job-failed = Sorry, it did not work this time. Please try again a little later.

# -- periods ------------------------------------------------------------------------------
period-words-today = today,day,сьогодні,день
period-words-yesterday = yesterday,вчора,учора
period-words-week = week,7 days,тиждень,за тиждень
period-words-month = month,30 days,місяць,за місяць
period-words-previous = last month,last-month,previous,минулий місяць,за минулий місяць
period-words-year = year,this year,рік,за рік,цей рік
period-words = from { $first } to { $last }
period-not-understood = The period “{ $words }” was not understood. Write, for example: /{ $command } week, /{ $command } 2026-10 or /{ $command } 1.10–15.10

# -- figures ------------------------------------------------------------------------------
command-stats = figures: [week] [month] [2026-10] [1.10–15.10]
ordered-stats = Counting the figures, { $period }. It takes a few seconds.
stats-title =
    **{ $whose }**
    { $period }
stats-empty = Nothing happened in this period.
stats-counts =
    Registered: **{ $taken }**
    Done: **{ $done }**{ $in_time }
    Overdue: **{ $overdue }**
stats-in-time = , in time { $share } %
stats-closed =
    Confirmed by residents: { $confirmed }
    Closed without an answer: { $unanswered }
stats-reworks = Returned for rework: { $count }
stats-rating = Average rating: { $average } of 5 (ratings: { $count })
stats-first-answer = First answer: half of the residents waited no longer than { $wait }
stats-consultations = Consultations: { $count }
stats-now = Open now: { $open }, overdue among them: { $late }
stats-districts = **By district** (registered / done)
stats-services = **By topic** (registered / done)
stats-executors = **By executor** (registered / done)
stats-line = { $name }: { $taken } / { $done }{ $share }{ $overdue }
stats-line-share = , in time { $share } %
stats-line-overdue = , overdue { $count }
stats-rest =
    { $count ->
        [one] { $count } line more
       *[other] { $count } lines more
    }
stats-file = Figures { $period }, { $page }
stats-no-district = district unknown
stats-nobody = nobody yet

# -- in the picture: short, to fit on a phone ---------------------------------------------
picture-taken = registered
picture-done = done
picture-done-share = done · % in time
picture-overdue = overdue
picture-share = done in time
picture-reworks = reworks
picture-rating = average rating
picture-districts = By district
picture-services = By topic
picture-executors = By executor
picture-note = { $note } · { $share } %
decimal-mark = .
duration-days =
    { $hours ->
        [0] { $days } d
       *[other] { $days } d { $hours } h
    }
duration-hours =
    { $minutes ->
        [0] { $hours } h
       *[other] { $hours } h { $minutes } min
    }
duration-minutes = { $minutes } min
button-stats-week = Week
button-stats-month = Month
button-stats-previous = Last month

# -- files --------------------------------------------------------------------------------
command-export = requests as a spreadsheet: [week] [2026-10] [1.10–15.10]
ordered-export = Preparing the spreadsheet, { $period }. The file comes as soon as it is ready.
export-empty = There are no requests in this period: { $period }.
export-done =
    { $count ->
        [one] Spreadsheet: { $count } request, { $period }.
       *[other] Spreadsheet: { $count } requests, { $period }.
    }
export-file = Requests { $period }
export-sheet = Requests
outcome-confirmed = confirmed by the resident
outcome-unanswered = closed without an answer
column-number = No.
column-created = Registered
column-topic = Topic
column-district = District
column-place = Address
column-lat = Latitude
column-lon = Longitude
column-details = Details
column-text = Description
column-phone = Telephone
column-status = Status
column-department = Department
column-assignee = Executor
column-due = Deadline
column-done = Work finished
column-closed = Closed
column-outcome = How it ended
column-rating = Rating
column-comment = Comment on the rating
column-reworks = Reworks

# -- open data ----------------------------------------------------------------------------
command-opendata = open data without personal data: [week] [2026-10]
export-private = Such a file goes to a private chat only. Write to me there: /{ $command }
ordered-opendata = Preparing open data, { $period }. The file comes as soon as it is ready.
review-ask = Please look over the texts before they are published. What may point to a person is […] already.
review-line = **No. { $number }** { $topic }
    { $words }
review-how = To change a text, write the number and the new text: 1057 The street lights are off
review-not-understood = Press a button, or write a number of this page and the new text.
review-left = All right, we go on another time. Your decisions are kept.
button-review-publish = Publish all on this page
button-review-hide = Hide the text of No. { $number }
button-review-hide-all = Hide all on this page
button-review-file = Make the file, hide the rest
button-review-later = Go on later
opendata-file = Open data { $period }
opendata-done =
    { $count ->
        [one] Open data: { $count } request, { $period }.
       *[other] Open data: { $count } requests, { $period }.
    }
opendata-words = Texts published: { $shown }, hidden: { $hidden }.
opendata-lacking = Without an EDRPOU code (required field organizationId): { $names }. Put the codes into the city’s departments.toml.
opendata-emergency = Emergency report
opendata-problem = Problem report
opendata-hidden = The text is not published
opendata-method = Contact centre chat bot
opendata-method-telephone = Hotline
opendata-country = Ukraine
opendata-result-registered = Under consideration
opendata-result-assigned = Under consideration
opendata-result-in-progress = Work in progress
opendata-result-waiting = Waiting for details from the resident
opendata-result-planned = Work is planned
opendata-result-done = Work finished, waiting for the resident’s confirmation
opendata-result-closed = Work finished
opendata-result-confirmed = Work finished, confirmed by the resident
opendata-result-unanswered = Work finished, the resident did not answer
opendata-result-rejected = Rejected
opendata-result-redirected = Redirected to the body in charge
opendata-result-cancelled = Withdrawn by the resident
opendata-result-merged = Merged with another appeal about the same
