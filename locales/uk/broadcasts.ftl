# Оголошення для багатьох

command-broadcast = оголошення району, темі або всім
ask-broadcast-audience = Кому надіслати оголошення? Оберіть район чи тему, за якою люди подавали заявки, або всіх.
broadcast-all = Усім
broadcast-audience-not-understood = Оберіть, будь ласка, нижче або напишіть назву району чи теми.
ask-broadcast-text = { $audience }: що оголосити? Напишіть текст, можна з фото. Перед надсиланням покажемо, як це виглядатиме й скільки людей отримає.
broadcast-too-long = Це задовге оголошення: { $length } знаків, а вміститься { $most }. Надішліть коротше.
broadcast-cancelled = Добре, оголошення не буде.
broadcast-counting = Рахуємо отримувачів. За хвилину покажемо оголошення ще раз.
broadcast-nobody = Таких людей, яким можна написати, зараз немає.
broadcast-preview =
    **Так це побачать люди:**
    { $text }

    Отримувачів: { $total } ({ $channels }).
broadcast-web = вебчат
button-broadcast-send = Надіслати всім їм
button-broadcast-drop = Не надсилати
broadcast-approve =
    **{ $name } просить погодити оголошення**
    Кому: { $audience }, отримувачів: { $total }.

    { $text }
button-broadcast-approve = Погодити й надіслати
broadcast-declined = Добре, оголошення не надсилаємо. Авторові сказали.
broadcast-declined-to-author = Колега не погодив оголошення, тож його не надіслано.
broadcast-started = Надсилаємо, отримувачів: { $total }. Скажемо, як завершимо.
broadcast-progress = Надіслано { $done } з { $total }.
button-broadcast-stop = Зупинити
button-broadcast-look = Оновити
broadcast-stopped = Зупинено. Те, що вже вирушило, дійде; за хвилину скажемо підсумок.
broadcast-report =
    **Оголошення надіслано.**
    Доставлено: { $delivered }
    Не вдалося: { $unreachable }
    Невідомо, повторювати не будемо: { $uncertain }
broadcast-report-stopped =
    **Оголошення зупинено.**
    Доставлено: { $delivered }
    Не вдалося: { $unreachable }
    Невідомо, повторювати не будемо: { $uncertain }
    Не надсилали: { $left }

announcement =
    **Оголошення міста**
    { $text }
button-announcements-off = Не надсилати оголошень
button-announcements-on = Надсилати оголошення
announcements-are-off = Добре, оголошень не надсилатимемо. Новини про ваші заявки надходитимуть, як і раніше.
announcements-are-on = Добре, надсилатимемо оголошення міста.
