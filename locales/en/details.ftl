## A topic's own questions; the questions themselves are in the city's files.
button-skip-detail = Skip
button-edit-details = Change the details
detail-not-a-number = Please write the number in digits. If you do not know it, say so: “don’t know”.
detail-not-words = Please answer in a few words. If you do not know, say so: “don’t know”.
unknown-words = don’t know,dont know,do not know,i don’t know,i dont know,no idea,not sure,unknown,no number,не знаю,незнаю,не пам’ятаю
