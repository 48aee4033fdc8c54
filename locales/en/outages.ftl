## Known outages: what a resident hears before filing, and what staff do.

outage-known =
    This is known: **{ $what }**, { $where }. It should be over by { $until }.
    { $words }
outage-yours = We will write as soon as it is over or takes longer. Your request goes on.
button-outage-tell = Tell me when it is over
outage-will-tell = All right, we will write as soon as it is over or takes longer.
outage-over-meanwhile = It has just been reported as over. If nothing has changed for you, let us file a request.
outage-ended =
    **It is over:** { $what }, { $where }.
    If nothing has changed for you, write to us.
outage-expired =
    The time by which it should have been over has passed: { $what }, { $where }.
    If nothing has changed for you, write to us.
outage-longer =
    **It takes longer:** { $what }, { $where }. It should be over by { $until }.
    { $words }
outage-whole-city = the whole city
outage-line = { $where }: { $what } — until { $until }

# -- for staff ------------------------------------------------------------------------------
command-outage = a known outage: /outage Саксаганський вода до 18:00 ремонт
outage-list = **Known outages**
outage-none = There are no known outages.
outage-usage = To announce one: /outage Саксаганський вода до 18:00 ремонт магістралі. Several districts, or “усе місто”.
outage-announced = Announced. { $outage }. Whoever reports it is told at once, and can file all the same.
outage-preview =
    **This is what residents will see:**
    { $text }

    Those with an open request about it get it as soon as it is announced: { $total }. The others read it when they report it.
button-outage-announce = Announce
button-outage-approve = Agree and announce
outage-approve =
    **{ $name } asks you to agree to a notice of an outage**
    Receivers: { $total }.

    { $text }
outage-dropped = All right, the outage is not announced.
outage-declined = All right, the outage is not announced. We told its author.
outage-declined-to-author = A colleague did not agree, so the outage is not announced: { $outage }.
outage-not-yours = This is decided by whoever prepared the notice.
outage-too-late = The time by which it should be over has passed. Send /outage once more with a new time.
outage-announce-words = оголосити,announce
outage-drop-words = скасувати,drop
outage-prolonged = Prolonged. { $outage }. Those who wait are being told.
outage-ended-by-you = Ended. { $outage }. Those who wait are being told.
outage-no-such = There is no such outage, or it has ended already.
button-outage-end = It is over ({ $number })
button-outage-more = Goes on ({ $number })
button-whole-city = The whole city
staff-ask-area = Where is the outage? Choose a district, or write several with commas.
staff-area-not-understood = There is no such district. Please choose below.
staff-ask-affected = An outage of what?
staff-affected-not-understood = There is no outage of that. Please choose below.
staff-ask-moment = Until when? For example: 18:00, завтра 12:00 or 5.12. A reason may follow.
staff-moment-not-understood = A time that is still to come is needed: 18:00, завтра 12:00, 5.12 18:00.
staff-outage-due = ⏰ **Its time has passed.** { $outage }. Is it over? Without an answer it ends by itself in half an hour.
staff-outage-expired = The outage ended by itself: { $outage }. Those who waited were told that its time has passed.
outage-end-words = завершити,кінець,відновлено,end,over
outage-more-words = продовжити,довше,триває,more,longer
whole-city-words = місто,усе місто,все місто,ціле місто,усі райони,всі райони,city,whole city
