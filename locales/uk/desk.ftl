## Команди працівників: що малося на увазі, скасування дії, готові відповіді, пошук.

staff-meant = Можливо, ви мали на увазі: { $names }?
staff-digits-not-understood = Напишіть, будь ласка, номер звичайними цифрами, наприклад 1057.
staff-ask-command = Такої команди немає. Можливо, ви мали на увазі одну з цих?
staff-command-not-understood = Оберіть, будь ласка, нижче або напишіть іншу команду.
command-meant = Такої команди немає. Можливо, ви мали на увазі: { $names }?
staff-puzzled = Такої команди немає. Оберіть нижче або подивіться всі команди: /help
button-queue = Що чекає
button-held = Що в мене

# -- скасування дії -------------------------------------------------------------------------
command-undo = скасувати останню дію (10 секунд)
button-staff-undo = Скасувати дію
history-undo = дію скасовано
undone = № { $number }: дію скасовано, заявник про неї не дізнається. Заявка знову має статус «{ $status }».
undo-nothing = Зараз немає дії, яку можна скасувати.
undo-changed-since = № { $number }: після вашої дії заявку вже змінили, тож скасувати її не можна. Подивіться картку: /show { $number }
undo-late-finish = № { $number }: уже запізно, заявник отримав звіт. Поясніть йому: /reply { $number } … Якщо він відповість «Ні», заявка повернеться в роботу.
undo-late-reject = № { $number }: уже запізно, заявник отримав відмову. Напишіть йому: /reply { $number } … Він може не погодитися, і заявка повернеться на розгляд.
undo-late-redirect = № { $number }: уже запізно, заявник знає, куди звернутися. Напишіть йому: /reply { $number } … Він може не погодитися, і заявка повернеться на розгляд.
undo-late-merge = № { $number }: уже запізно, люди знають про об’єднання. Якщо це різні проблеми, напишіть про це заявникові: /reply { $number } … Він зможе подати нову заявку.
undo-late-plan = № { $number }: уже запізно, заявник знає про новий строк. Повернути в роботу: /take { $number }

# -- готові відповіді -----------------------------------------------------------------------
command-templates = готові відповіді за командою й темою
templates-title = **Готові відповіді**
templates-none = Готових відповідей ще немає.
templates-usage =
    Додати: /templates done освітлення: Замінено лампи, { $field }.
    Спершу команда (reply, ask, done, reject, plan, return, deadline), далі, за бажання, тема, двокрапка й текст.
    Показати: /templates 3. Змінити: /templates 3 новий текст.
    Поля, які заповняться самі: { $fields }
templates-one =
    **Готова відповідь { $number }**
    { $occasion } · { $topic }
    { $words }
templates-saved =
    Збережено: **готова відповідь { $number }**
    { $occasion } · { $topic }
    { $words }
templates-any-topic = усі теми
templates-unknown = Готової відповіді { $number } немає. Перелік: /templates
templates-dropped = Готову відповідь { $number } прибрано.
templates-too-long = Задовго: до { $most } знаків.
templates-field-unknown = Таких полів немає: { $names }. Є: { $fields }
templates-topic-unknown = Теми «{ $words }» не знайдено. Схожі: { $near }
template-proposed =
    Надіслати так?

    «{ $words }»

    Або напишіть свій текст.
button-template-send = Надіслати так
button-template-drop = Прибрати
template-words-reply = відповідь,відповісти,написати
template-words-ask = питання,запитання,уточнення
template-words-done = виконано,зроблено,завершено,готово
template-words-reject = відхилено,відмова,відмовлено
template-words-plan = план,заплановано
template-words-return = повернути,не наше
template-words-deadline = строк,перенесення
