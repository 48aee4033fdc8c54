## Місця, яким мешканець дав назву: «Дім», «Робота».
button-keep-place = Запам’ятати це місце
button-guess-known = Так, { $name }
button-guess-elsewhere = Так, інше місце
button-data-places = Мої місця
button-place-rename = Назвати «{ $name }» інакше
button-place-forget = Прибрати «{ $name }»
ask-guess-where = Зрозуміло: **{ $topic }**. Якщо так, скажіть, де це.
ask-place-name = «{ $place }» — як назвати це місце? Наступного разу досить буде натиснути кнопку.
place-name-home = Дім
place-name-work = Робота
place-name-parents = Батьки
place-name-wrong = Назва має бути короткою, до { $most } символів: «Дім», «Дача», «Бабуся».
place-kept = Запам’ятали: **{ $name }** — { $place }. Змінити чи прибрати можна командою /places.
place-kept-already = Це місце вже є серед ваших.
place-forgotten = Місце «{ $name }» прибрано.
places-title = **Ваші місця.** Їх запропонуємо кнопкою, коли запитаємо, де це.
places-none = Збережених місць немає. Запам’ятати місце можна після того, як заявку зареєстровано.
places-full = Уже запам’ятали п’ять місць, більше не вміщується. Приберіть одне з них — і додамо це.
place-line = **{ $name }**: { $place }
menu-places = Мої місця

ask-photo = На фото позначено місце: { $place }. Це там?
photo-near = за { $metres } м від «{ $street }»
button-photo-yes = Так, там
button-photo-no = Ні, в іншому місці
place-short-link = З цього посилання точки не видно. Надішліть, будь ласка, геолокацію або напишіть вулицю й номер будинку.
