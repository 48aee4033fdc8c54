## Як справи в місті: періоди, показники, робота поруч із розмовою.

# -- робота, що забирає час ---------------------------------------------------------------
job-progress = Готую: { $share } %
job-failed = На жаль, цього разу не вийшло. Спробуйте, будь ласка, ще раз трохи згодом.

# -- періоди ------------------------------------------------------------------------------
period-words-today = сьогодні,день,today
period-words-yesterday = вчора,учора,yesterday
period-words-week = тиждень,за тиждень,7 днів,week
period-words-month = місяць,за місяць,30 днів,month
period-words-previous = минулий місяць,за минулий місяць,last month,previous,last-month
period-words-year = рік,за рік,цей рік,year
period-words = від { $first } до { $last }
period-not-understood = Не вдалося зрозуміти період «{ $words }». Напишіть, наприклад: /{ $command } тиждень, /{ $command } жовтень, /{ $command } 2026-10 або /{ $command } 1.10–15.10

# -- показники ----------------------------------------------------------------------------
command-stats = показники: [тиждень] [місяць] [жовтень] [1.10–15.10]
ordered-stats = Рахую показники, { $period }. Це займе кілька секунд.
stats-title =
    **{ $whose }**
    { $period }
stats-empty = За цей період нічого не відбулося.
stats-counts =
    Зареєстровано: **{ $taken }**
    Виконано: **{ $done }**{ $in_time }
    Прострочено: **{ $overdue }**
stats-in-time = , у строк { $share } %
stats-closed =
    Підтверджено заявниками: { $confirmed }
    Закрито без відповіді: { $unanswered }
stats-reworks = Повернуто на доопрацювання: { $count }
stats-rating = Середня оцінка: { $average } з 5 (оцінок: { $count })
stats-first-answer = Перша відповідь: половина заявників чекала не довше, ніж { $wait }
stats-consultations = Консультацій: { $count }
stats-now = Зараз відкрито: { $open }, з них прострочено: { $late }
stats-districts = **За районами** (зареєстровано / виконано)
stats-services = **За темами** (зареєстровано / виконано)
stats-executors = **За виконавцями** (зареєстровано / виконано)
stats-line = { $name }: { $taken } / { $done }{ $share }{ $overdue }
stats-line-share = , у строк { $share } %
stats-line-overdue = , прострочено { $count }
stats-rest =
    { $count ->
        [one] ще { $count } рядок
        [few] ще { $count } рядки
        [many] ще { $count } рядків
       *[other] ще { $count } рядка
    }
stats-file = Показники { $period }, { $page }
stats-no-district = район невідомий
stats-nobody = не призначено

# -- на картинці: коротко, щоб уміщалося на телефоні --------------------------------------
picture-taken = зареєстровано
picture-done = виконано
picture-done-share = виконано · % у строк
picture-overdue = прострочено
picture-share = виконано в строк
picture-reworks = доопрацювань
picture-rating = середня оцінка
picture-districts = За районами
picture-services = За темами
picture-executors = За виконавцями
picture-note = { $note } · { $share } %
decimal-mark = ,
duration-days =
    { $hours ->
        [0] { $days } д
       *[other] { $days } д { $hours } год
    }
duration-hours =
    { $minutes ->
        [0] { $hours } год
       *[other] { $hours } год { $minutes } хв
    }
duration-minutes = { $minutes } хв
button-stats-week = Тиждень
button-stats-month = Місяць
button-stats-previous = Минулий місяць

# -- файли --------------------------------------------------------------------------------
command-export = заявки таблицею: [тиждень] [жовтень] [1.10–15.10]
ordered-export = Готую таблицю заявок, { $period }. Надішлю файл, щойно буде готовий.
export-empty = Заявок за цей період немає: { $period }.
export-done =
    { $count ->
        [one] Таблиця: { $count } заявка, { $period }.
        [few] Таблиця: { $count } заявки, { $period }.
        [many] Таблиця: { $count } заявок, { $period }.
       *[other] Таблиця: { $count } заявки, { $period }.
    }
export-file = Заявки { $period }
export-sheet = Заявки
outcome-confirmed = підтверджено заявником
outcome-unanswered = закрито без відповіді
column-number = №
column-created = Зареєстровано
column-topic = Тема
column-district = Район
column-place = Адреса
column-lat = Широта
column-lon = Довгота
column-details = Подробиці
column-text = Опис
column-phone = Телефон
column-status = Статус
column-department = Підрозділ
column-assignee = Виконавець
column-due = Строк
column-done = Роботи завершено
column-closed = Закрито
column-outcome = Чим закінчилося
column-rating = Оцінка
column-comment = Коментар до оцінки
column-reworks = Доопрацювань

# -- відкриті дані ------------------------------------------------------------------------
command-opendata = відкриті дані без персональних: [тиждень] [жовтень]
export-private = Такий файл надсилаємо лише в особисту розмову. Напишіть мені там: /{ $command }
ordered-opendata = Готую відкриті дані, { $period }. Надішлю файл, щойно буде готовий.
review-ask = Перегляньте, будь ласка, тексти перед оприлюдненням. Те, що може вказати на людину, вже замінено на […].
review-line = **№ { $number }** { $topic }
    { $words }
review-how = Щоб змінити текст, напишіть номер і новий текст: 1057 Не горять ліхтарі
review-not-understood = Натисніть кнопку або напишіть номер із цієї сторінки й новий текст.
review-left = Добре, продовжимо іншим разом. Ваші рішення збережено.
button-review-publish = Опублікувати всі на сторінці
button-review-hide = Приховати текст № { $number }
button-review-hide-all = Приховати всі на сторінці
button-review-file = Зробити файл, решту приховати
button-review-later = Продовжити пізніше
opendata-file = Відкриті дані { $period }
opendata-done =
    { $count ->
        [one] Відкриті дані: { $count } заявка, { $period }.
        [few] Відкриті дані: { $count } заявки, { $period }.
        [many] Відкриті дані: { $count } заявок, { $period }.
       *[other] Відкриті дані: { $count } заявки, { $period }.
    }
opendata-words = Текстів оприлюднено: { $shown }, приховано: { $hidden }.
opendata-lacking = Без коду юридичної особи (обов’язкове поле organizationId): { $names }. Впишіть коди у файл міста departments.toml.
opendata-emergency = Повідомлення про аварійну ситуацію
opendata-problem = Повідомлення про проблему
opendata-hidden = Текст не оприлюднюється
opendata-method = Чат-бот контакт-центру
opendata-method-telephone = Гаряча лінія
opendata-country = Україна
opendata-result-registered = Розгляд триває
opendata-result-assigned = Розгляд триває
opendata-result-in-progress = Роботи тривають
opendata-result-waiting = Очікується уточнення від заявника
opendata-result-planned = Роботи заплановано
opendata-result-done = Роботи завершено, очікується підтвердження заявника
opendata-result-closed = Роботи завершено
opendata-result-confirmed = Роботи завершено, заявник підтвердив
opendata-result-unanswered = Роботи завершено, заявник не відповів
opendata-result-rejected = Відмовлено
opendata-result-redirected = Перенаправлено за належністю
opendata-result-cancelled = Відкликано заявником
opendata-result-merged = Об’єднано з іншим зверненням про те саме
