## Підрозділи: перелік, новий, інша назва, код ЄДРПОУ, закриття.

command-department = підрозділи: додати, перейменувати, код ЄДРПОУ, закрити
department-list = **Підрозділи**
department-people =
    { $count ->
        [one] { $count } працівник
        [few] { $count } працівники
        [many] { $count } працівників
       *[other] { $count } працівника
    }
department-edrpou = ЄДРПОУ { $code }
department-is-closed = закрито
department-usage =
    /department додати Зелентрест
    /department назвати Благоустрій → Зелентрест
    /department код Благоустрій 12345678
    /department закрити Благоустрій (відкрити — так само)
department-add-words = додати,новий,add
department-rename-words = назвати,перейменувати,назва,rename
department-code-words = код,єдрпоу,code
department-close-words = закрити,прибрати,close
department-open-words = відкрити,повернути,open
department-added = Підрозділ «{ $name }» додано. Далі: /route — які теми йому, /invite виконавець { $name } — хто в ньому працює.
department-renamed = «{ $old }» тепер зветься «{ $name }». За старою назвою підрозділ теж знайдеться.
department-bad-name = Потрібна назва, до { $most } літер. Наприклад: /department назвати Благоустрій → Зелентрест
department-name-taken = Підрозділ «{ $name }» уже є.
department-bad-edrpou = Код ЄДРПОУ — вісім цифр. Наприклад: /department код Благоустрій 12345678
department-edrpou-set = «{ $name }»: ЄДРПОУ { $code }. Він потрапить до відкритих даних.
department-still-needed =
    «{ $name }» ще потрібен: відкритих заявок — { $requests }, працівників — { $people }, тем — { $topics }.
    Спершу передайте заявки (/assign), людей (/staff) і теми (/route), тоді закрийте.
department-closed = «{ $name }» закрито. У давніх заявках назва лишається.
department-opened = «{ $name }» знову працює.
department-which = Який підрозділ? Є такі: { $known }
