## Що бачать працівники. Коротко й по суті.

role-operator = оператор
role-executor = виконавець
role-coordinator = координатор
role-admin = адміністратор
staff-unnamed = без імені
on-duty = на чергуванні

# -- запрошення ---------------------------------------------------------------------------
joined =
    Вітаємо в команді! Ваша роль: **{ $role }**{ $where }.
    Команди: /help
joined-unnamed =
    Вітаємо в команді! Ваша роль: **{ $role }**{ $where }.
    Напишіть, як вас звати, щоб колеги вас упізнавали: /name Андрій Коваль
    Команди: /help
name-usage = Напишіть ім’я після команди: /name Андрій Коваль
named = Приємно познайомитися, { $name }.
join-refused = Цей код не діє: його вже використано, строк минув або в ньому помилка. Попросіть в адміністратора новий.
join-private = Код надішліть, будь ласка, боту в особисту розмову, а не в групу.
invite-usage = Кого запросити? Наприклад: /invite executor Міськсвітло. Ролі: operator, executor, coordinator, admin.
invite-department = Якому підрозділу? Відомі: { $known }
invited =
    Код запрошення: **{ $code }**
    Роль: { $role }{ $where }. Діє один раз, до { $day }.
    Працівник надсилає боту: /join { $code }
staff-list =
    **Працівники**
    { $people }
remove-usage = Кого прибрати? Напишіть номер зі списку /staff або ім’я: /remove Петренко
remove-not-yourself = Себе прибрати не можна. Попросіть іншого адміністратора.
removed = { $name } більше не має доступу.
duty-on = Ви на чергуванні: аварійні заявки надходитимуть вам будь-коли. Завершити: /duty
duty-off = Чергування завершено.

# -- довідка ------------------------------------------------------------------------------
staff-help = **{ $name }**, ваша роль: { $role }. Команди:
staff-help-end = Номер без команди відкриває картку заявки. Якщо відповісти на картку, відповідь отримає заявник.
staff-what = Напишіть номер заявки або команду (/help). Щоб подати власну заявку — кнопка нижче.
command-queue = що чекає: [район] [тема] [прострочені]
command-my = що в мене в роботі: [район] [тема] [прострочені]
command-show = картка заявки: /show 1057
command-phone = телефон заявника: /phone 1057
command-take = взяти в роботу
command-assign = передати: /assign 1057 Міськсвітло або @ім’я
command-reply = написати заявникові
command-ask = запитати заявника (строк зупиняється)
command-status = змінити статус: /status 1057 у роботі
command-done = роботи завершено: /done 1057 що зроблено
command-reject = відхилити з причиною
command-redirect = куди звернутися: /redirect 1057 ДТЕК
command-plan = запланувати на потім: /plan 1057 весна 2027, причина
command-return = повернути: не наша ділянка
command-deadline = перенести строк: /deadline 1057 5.12 причина
command-note = нотатка для своїх
command-duty = чергування: почати, завершити, /duty хто, /duty пн-пт 17:00–09:00 Андрій
command-invite = запросити працівника
command-staff = хто працює, зміна ролі: /staff Андрій роль координатор
command-remove = забрати доступ: /remove Андрій, /remove 3 4
staff-no-longer = Ви більше не маєте доступу працівника.
staff-not-allowed = Ваша роль ({ $role }) цього не дозволяє.
staff-usage = Після /{ $command } потрібні номер заявки й решта даних. Наприклад: /{ $command } 1057 …
staff-reply-with-text = Напишіть у групі: /{ $command } { $number } і далі текст.

# -- питання команд -----------------------------------------------------------------------
staff-ask-number = Номер заявки?
staff-request-not-understood = Потрібен номер заявки, наприклад 1057.
staff-ask-status = № { $number } має статус «{ $status }». Який новий?
staff-status-not-understood = Такий статус тут неможливий. Оберіть, будь ласка, нижче.
staff-ask-executor = Кому передати? Оберіть підрозділ або напишіть @ім’я працівника.
staff-executor-not-understood = Такого підрозділу чи працівника не знайдено. Напишіть частину назви або @ім’я.
staff-ask-authority = Куди перенаправити?
staff-authority-not-understood = Такої служби не знайдено. Оберіть, будь ласка, нижче.
staff-ask-day = До якого числа перенести строк заявки № { $number }? Наприклад: 5.12
staff-day-not-understood = Потрібна дата, яка ще не минула, наприклад 5.12 або 5 грудня.
staff-ask-until = На коли заплановано № { $number }? Наприклад: весна 2027
staff-until-not-understood = Потрібен період, який ще не настав: «весна 2027», «березень», «через 2 місяці».
staff-ask-text-reply = Що написати заявникові (№ { $number })?
staff-ask-text-ask = Що запитати в заявника (№ { $number })?
staff-ask-text-done = Що зроблено за заявкою № { $number }? Можна додати фото.
staff-ask-text-reject = Чому відхиляємо № { $number }? Заявник це прочитає.
staff-ask-text-plan = Чому № { $number } лише тоді? Заявник це прочитає.
staff-ask-text-return = Чому № { $number } не ваша? Координатор це прочитає.
staff-ask-text-deadline = Чому переносимо строк № { $number }? Заявник це прочитає.
staff-ask-text-note = Що занотувати до № { $number }? Заявник цього не побачить.

# -- зроблено -----------------------------------------------------------------------------
staff-took = № { $number }: ви взяли в роботу, заявника повідомлено.
staff-assigned = № { $number }: передано — { $executor }.
staff-replied = № { $number }: повідомлення надіслано заявникові.
staff-asked = № { $number }: питання надіслано. Строк зупинено до відповіді.
staff-done = № { $number }: звіт надіслано, чекаємо на слово заявника.
staff-rejected = № { $number }: відхилено, заявника повідомлено.
staff-redirected = № { $number }: заявникові сказано звернутися — { $body }.
staff-planned = № { $number }: заплановано, повернеться { $day }.
staff-returned = № { $number }: повернуто на розподіл.
staff-deadline-moved = № { $number }: новий строк — до { $day }, заявника повідомлено.
staff-noted = № { $number }: занотовано.
staff-phone = № { $number }: { $phone }
staff-phone-none = № { $number }: заявник не залишив номера.
staff-phone-private = Телефон за заявкою № { $number } показуємо лише в особистій розмові з ботом.
staff-reply-empty = Напишіть, будь ласка, текст відповіді.

# -- списки й картки ----------------------------------------------------------------------
queue-title = **Чекають: { $total }**
queue-title-filtered = **Чекають ({ $filter }): { $total }**
queue-not-understood = Не розпізнали: { $words }
queue-overdue-words = простроч
queue-empty = Нічого не чекає.
queue-line =
    **№ { $number }** { $marks }{ $topic }
    { $status } · до { $due } · { $place }
held-title = **У вас: { $total }**
held-empty = У вас немає заявок у роботі. Що чекає: /queue
mark-urgent = 🔴 аварійна
mark-overdue = **прострочена**
card-urgent = 🔴 **Аварійна**
staff-receipt-seen = **Останнє повідомлення заявникові:** прочитано { $at }
staff-receipt-failed = **Останнє повідомлення заявникові:** не доставлено ({ $at })
staff-receipt-delivered = **Останнє повідомлення заявникові:** доставлено { $at }
staff-card-short =
    **№ { $number }** · { $topic }
    { $place }
    { $details }
    { $what }
    { $status } · до { $due } · { $executor }
staff-card =
    **Заявка № { $number }** — { $status }
    **Тема:** { $topic }
    **Де:** { $place }
    { $details }
    **Зареєстровано:** { $created }
    **Виконати до:** { $due }
    **Виконавець:** { $executor }
    **Телефон:** { $phone }
    { $reworks ->
        [0] {""}
       *[other] **Доопрацювань:** { $reworks }
    }
    { $what }

button-staff-show = Картка
button-staff-phone = Показати телефон
button-staff-take = Взяти в роботу
button-staff-assign = Передати
button-staff-reply = Написати заявникові
button-staff-ask = Запитати
button-staff-done = Завершено
button-staff-reject = Відхилити
button-staff-redirect = Перенаправити
button-staff-plan = Запланувати
button-staff-return = Не наша
button-staff-deadline = Перенести строк
button-staff-note = Нотатка

# -- новини працівникам -------------------------------------------------------------------
staff-news-register = **Нова заявка**
staff-news-assign = **Вам передано заявку**
staff-news-answer = **Заявник відповів:** «{ $words }»
staff-news-comment = **Доповнення від заявника:** «{ $words }»
staff-news-resume = **Заявка знову в роботі**: відповіді не було або настав запланований день.
staff-news-confirm = **Заявник підтвердив: вирішено.**
staff-news-object = **Заявник каже: не вирішено.** Доопрацювань: { $reworks }
staff-news-return = **Повернуто на розподіл:** «{ $words }»
staff-news-appeal = **Заявник не погодився:** «{ $words }»
staff-news-cancel = **Заявник скасував заявку.**
staff-news-rating = **Низька оцінка: { $words }**
staff-news-due-soon = ⏰ **Строк спливає**
staff-news-overdue = ⏰ **Строк минув**
staff-alert-parked = Подію { $event } не вдалося опрацювати, її відкладено. Після виправлення запустіть на сервері: python -m bot replay

# -- як іще називають статуси -------------------------------------------------------------
status-words-registered = на розподіл,повернути
status-words-assigned = передано,передати
status-words-in-progress = в роботі,взято,взяти,роблю,робимо,у роботу,в роботу,знову в роботу
status-words-waiting = питання,запитання,уточнення,чекає,очікує
status-words-done = виконано,зроблено,готово,завершено
status-words-rejected = відмова,відмовлено,відхилити
status-words-redirected = не наше,перенаправити
status-words-planned = план,запланувати,пізніше
