## Finding requests: /find

command-find = find a request: words, address, phone, “near 1057 300”, status, month
find-usage =
    What are we looking for? Words of the description or an address, a request’s number or a phone, for example:
    /find pothole Soborna
    /find 067 123-45-67
    /find near 1057 300 — around a request, in metres
    /find 47.9,33.4 300
    Narrow it by status and time: /find manhole done 2026-10
find-too-wide = There are too many of those. Please add a word, an address, a place or a month.
find-open-words = open,unclosed
find-title =
    { $total ->
        [one] **{ $total } request found**
       *[other] **{ $total } requests found**
    }: { $said }
find-partly = There are very many, so only the newest or nearest were looked at. Add a word or a month to find the others.
find-first-only = The first { $shown } are shown. To turn pages, use fewer words.
find-nothing =
    Nothing found: { $said }.
    Try another word, fewer words or a longer time.
find-nothing-partly =
    None among the newest or nearest: { $said }.
    There are very many, so not all were looked at. Add a month or a word to look among the others.
find-no-point = Request № { $number } has no point on the map. Search by address, or give coordinates: /find 47.9,33.4 300
find-around = { $metres } m from № { $number }
find-around-point = { $metres } m from the point
find-by-phone = phone { $phone }
find-phone-not-yours = Your role does not allow searching by phone. Try a request’s number, words or an address.
find-phone-private = Please search by phone in your private chat with the bot, not in a group.
held-title-filtered = **You have ({ $filter }): { $total }**
held-empty-filtered = You have none like that. All of yours: /my
