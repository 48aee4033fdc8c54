## Places that a resident has named: “Home”, “Work”.
button-keep-place = Remember this place
button-guess-known = Yes, { $name }
button-guess-elsewhere = Yes, another place
button-data-places = My places
button-place-rename = Rename “{ $name }”
button-place-forget = Remove “{ $name }”
ask-guess-where = Understood: **{ $topic }**. If so, tell us where it is.
ask-place-name = “{ $place }”: what shall we call this place? Next time one button will be enough.
place-name-home = Home
place-name-work = Work
place-name-parents = Parents
place-name-wrong = The name has to be short, up to { $most } characters: “Home”, “Garden”, “Grandma”.
place-kept = Remembered: **{ $name }**, { $place }. You can change or remove it with /places.
place-kept-already = This place is among yours already.
place-forgotten = The place “{ $name }” is removed.
places-title = **Your places.** We offer them as buttons when we ask where it is.
places-none = No places are kept. You can keep one after a request has been registered.
places-full = Five places are kept already, and there is no room for more. Remove one, and we will add this one.
place-line = **{ $name }**: { $place }
menu-places = My places

ask-photo = The photo says where it was taken: { $place }. Is it there?
photo-near = { $metres } m from “{ $street }”
button-photo-yes = Yes, there
button-photo-no = No, elsewhere
place-short-link = This link does not show the point itself. Please send the location, or write the street and the house number.
