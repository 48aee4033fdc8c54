### Виправлення заявки: тема, місце, терміновість

command-topic = виправити тему: /topic 1057 яма на дорозі
command-place = виправити місце: /place 1057 вул. Козацька, 15
command-priority = термінова чи звичайна: /priority 1057 термінова

staff-ask-service = Яка тема правильна для № { $number }? Оберіть або напишіть своїми словами.
staff-service-not-understood = Такої теми не знайдено. Напишіть кількома словами, про що заявка.
staff-ask-address = Де це насправді (№ { $number })? Напишіть адресу або лише район.
staff-address-not-understood = Напишіть адресу словами, наприклад: вул. Козацька, 15.
staff-ask-district = У якому це районі?
staff-district-not-understood = Такого району немає. Оберіть зі списку.
staff-ask-urgency = Заявка № { $number } термінова чи звичайна?
staff-urgency-not-understood = Напишіть «термінова» або «звичайна».
urgency-urgent = Термінова
urgency-normal = Звичайна
urgency-words-urgent = термінова,терміново,аварійна,аварія,негайно,висока
urgency-words-normal = звичайна,поточна,планова,не термінова,нетермінова,низька

staff-corrected-already = Заявка № { $number } уже така, нічого не змінено.
staff-topic-corrected = № { $number }: тема тепер «{ $topic }». Виконавець: { $executor }. Заявника повідомлено.
staff-place-corrected = № { $number }: місце виправлено, заявника повідомлено.
staff-priority-corrected = № { $number }: терміновість змінено, заявника повідомлено.

news-topic =
    № { $number }: **тему уточнено**. Тепер це «{ $topic }».
    Виконавець — { $executor }. Виконати до { $due }: для цієї теми такий строк.
followed-topic =
    № { $number }: **тему уточнено**. Тепер це «{ $topic }».
    Виконати до { $due }.
news-place = № { $number }: **місце уточнено**. Тепер у заявці: { $place }. Якщо це не так, напишіть нам.
news-priority =
    № { $number }: **терміновість змінено**. Тепер вона така: { $words }.
    Виконати до { $due }.

staff-news-topic = **Тему змінено:** { $words }
staff-news-place = **Місце виправлено:** { $words }
staff-news-priority = **Терміновість змінено:** { $words }

history-topic = тему уточнено
history-place = місце уточнено
history-priority = терміновість змінено
