# Announcements to many

command-broadcast = an announcement to a district, a topic, or all
ask-broadcast-audience = Who is the announcement for? Choose a district or a topic about which people filed requests, or all.
broadcast-all = Everybody
broadcast-audience-not-understood = Please choose below, or write the name of a district or topic.
ask-broadcast-text = { $audience }: what shall be announced? Write the text, with a photo if you like. Before it is sent you see how it looks and how many people get it.
broadcast-too-long = This announcement is too long: { $length } characters, and { $most } fit. Please send a shorter one.
broadcast-cancelled = All right, there will be no announcement.
broadcast-counting = We are counting the receivers. In a minute we show the announcement once more.
broadcast-nobody = There is nobody like that who can be written to now.
broadcast-preview =
    **This is what people will see:**
    { $text }

    Receivers: { $total } ({ $channels }).
broadcast-web = web chat
button-broadcast-send = Send to all of them
button-broadcast-drop = Do not send
broadcast-approve =
    **{ $name } asks you to agree to an announcement**
    For: { $audience }, receivers: { $total }.

    { $text }
button-broadcast-approve = Agree and send
broadcast-declined = All right, the announcement is not sent. We told its author.
broadcast-declined-to-author = A colleague did not agree, so the announcement was not sent.
broadcast-started = Sending, receivers: { $total }. We tell you when it is done.
broadcast-progress = { $done } of { $total } sent.
button-broadcast-stop = Stop
button-broadcast-look = Look again
broadcast-stopped = Stopped. What has left will arrive; in a minute we tell the result.
broadcast-report =
    **The announcement is sent.**
    Delivered: { $delivered }
    Failed: { $unreachable }
    Unknown, not to be repeated: { $uncertain }
broadcast-report-stopped =
    **The announcement was stopped.**
    Delivered: { $delivered }
    Failed: { $unreachable }
    Unknown, not to be repeated: { $uncertain }
    Not sent: { $left }

announcement =
    **Announcement of the city**
    { $text }
button-announcements-off = No announcements, please
button-announcements-on = Send announcements
announcements-are-off = All right, no announcements. News of your requests comes as before.
announcements-are-on = All right, we shall send the announcements of the city.
