# "My data": see, download, change, erase

my-data =
    **What is stored about you**
    Name: { $name }
    Phone: { $phone }
    Language: { $language }
    Consent to the processing of data: { $consent }
    Requests: { $total }, still open: { $open }
    Places kept: { $places }
    Announcements of the city: { $announcements ->
        [on] sent
       *[off] not sent
    }

    We also keep the words, photos and places of your requests, and this conversation. { $months ->
        [one] { $months } month
       *[other] { $months } months
    } after it has ended a request becomes anonymous.
consent-none = none
button-data-download = Download
button-data-phone = Change the phone
button-data-language = Change the language
button-data-announcements = Announcements: on or off
button-data-withdraw = Withdraw consent
button-data-erase = Erase my data
data-ordered = We are gathering everything that is stored about you. In a minute it comes as two files.
data-ready = This is all that we keep about you: .txt to read, .json to take to another program. Only you see these files.

ask-own-phone = Which number may be called about details? Send it or write it.
button-phone-forget = Forget my number
own-phone-saved = Noted: { $phone }. Requests that were filed keep the number that you gave then.
own-phone-forgotten = The number is erased. Requests that were filed keep the one that you gave then.

ask-withdraw =
    Withdraw your consent to the processing of data? We shall forget your name and number. Requests that were filed are finished, with the number that stands in them.
    For a new request we shall ask for a number and consent again.
button-withdraw-yes = Yes, withdraw consent
withdrawn = The consent is withdrawn, name and number are erased. To remove the requests too, open My data and choose Erase my data.

ask-erase-open =
    You have { $total ->
        [one] { $total } open request
       *[other] { $total } open requests
    }. What shall become of that? If it is finished first, its words, place and number are erased { $objection ->
        [one] { $objection } day
       *[other] { $objection } days
    } after it has ended. Everything else now.
button-erase-keep = Finish first, then erase
button-erase-stop = Cancel the requests and erase everything
ask-erase =
    Erase for good your name, number, conversation, and the words and photos of requests? Nobody can bring them back, not even we.
    For statistics only topic, district, dates and rating remain, without you.
button-erase-yes = Yes, erase
erase-cancelled = All right, nothing was erased.
erased =
    Done, your data are erased. Files go from the disk within two hours.
    What you see in your chat is only yours now: delete the conversation if you wish.
erased-but-open =
    Done, your data are erased, except for open requests: we shall still write about them. Files go from the disk within two hours.
    What you see in your chat is only yours now: delete the conversation if you wish.

paper-title = { $centre }: what is stored about you on { $at }
paper-name = Name: { $name }
paper-phone = Phone: { $phone }
paper-consent = Consent to the processing of data: { $at }
paper-chat = Conversation: { $channel }, { $address }
paper-request = Request № { $number } ({ $status }), filed on { $at }
paper-place = Place: { $place }
paper-known-place = Your place “{ $name }”: { $place }
paper-file = File: { $name }
paper-end = All of it can be erased with /data.
