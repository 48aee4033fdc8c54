### Putting a request right: topic, place, urgency

command-topic = put the topic right: /topic 1057 pothole
command-place = put the place right: /place 1057 вул. Козацька, 15
command-priority = urgent or not: /priority 1057 urgent

staff-ask-service = What is the right topic of № { $number }? Choose, or say it in your own words.
staff-service-not-understood = There is no such topic. Say in a few words what the request is about.
staff-ask-address = Where is it really (№ { $number })? Write an address, or only the district.
staff-address-not-understood = Write the address in words, for example: вул. Козацька, 15.
staff-ask-district = Which district is it in?
staff-district-not-understood = There is no such district. Choose from the list.
staff-ask-urgency = Is request № { $number } urgent or not?
staff-urgency-not-understood = Write “urgent” or “normal”.
urgency-urgent = Urgent
urgency-normal = Normal
urgency-words-urgent = urgent,emergency,high
urgency-words-normal = normal,current,not urgent,low

staff-corrected-already = Request № { $number } is so already, nothing was changed.
staff-topic-corrected = № { $number }: the topic is now “{ $topic }”. With: { $executor }. The resident has been told.
staff-place-corrected = № { $number }: the place was put right, the resident has been told.
staff-priority-corrected = № { $number }: the urgency was changed, the resident has been told.

news-topic =
    № { $number }: **the topic was put right**. It is now “{ $topic }”.
    With { $executor }. To be done by { $due }: that is the time for this topic.
followed-topic =
    № { $number }: **the topic was put right**. It is now “{ $topic }”.
    To be done by { $due }.
news-place = № { $number }: **the place was put right**. The request now says: { $place }. If that is wrong, write to us.
news-priority =
    № { $number }: **the urgency was changed**. It is now: { $words }.
    To be done by { $due }.

staff-news-topic = **The topic was changed:** { $words }
staff-news-place = **The place was put right:** { $words }
staff-news-priority = **The urgency was changed:** { $words }

history-topic = topic put right
history-place = place put right
history-priority = urgency changed
