"""Messages as they arrive at the service, over HTTP."""

from collections.abc import Callable

import pytest

from flows.messages import BOLD, PLAIN, Ask, Choice, Message
from handlers.channel import Ambiguous, Channel, File, Refused, RetryAfter, Sent
from handlers.telegram import TelegramChannel
from tests.fakes.telegram import Message as Shown
from tests.fakes.telegram import Person, TelegramFake
from tests.fakes.telegram.limits import CHAT_PER_SECOND, GROUP_PER_MINUTE, OVERALL_PER_SECOND

Store = Callable[..., File]
YES_NO = ((Choice("Так", "y"), Choice("Ні", "n")),)


def _bot(person: Person) -> list[Shown]:
    return [message for message in person.chat if message.from_bot]


async def _send(
    channel: TelegramChannel, person: Person, message: Message, *files: File
) -> tuple[str, ...]:
    outcome = await channel.send(str(person.id), message, files)
    assert isinstance(outcome, Sent), outcome
    return outcome.ids


async def test_it_is_a_channel_that_keeps_below_the_services_rates(
    channel: TelegramChannel,
) -> None:
    port: Channel = channel
    assert port.name == "telegram"
    assert port.abilities.per_second < OVERALL_PER_SECOND
    assert port.abilities.group_per_minute < GROUP_PER_MINUTE
    assert port.abilities.chat_interval >= 1 / CHAT_PER_SECOND


async def test_words_arrive_as_they_are_meant(channel: TelegramChannel, olena: Person) -> None:
    text = f"{BOLD}№ 1057{PLAIN}: «<b>яма</b> & <3 _*[»"
    ids = await _send(channel, olena, Message(text, YES_NO, silent=True))
    assert olena.last.text == "№ 1057: «<b>яма</b> & <3 _*[»"
    assert [(e["type"], e["offset"], e["length"]) for e in olena.last.entities] == [("bold", 0, 6)]
    assert olena.last.labels == ["Так", "Ні"]
    assert ids == (str(olena.last.id),)


async def test_silence_is_asked_for(
    channel: TelegramChannel, olena: Person, fake: TelegramFake
) -> None:
    await _send(channel, olena, Message("тихо", silent=True))
    await _send(channel, olena, Message("гучно"))
    said = [call.params.get("disable_notification") for call in fake.calls("sendMessage")]
    assert said == [True, None]


async def test_a_phone_is_asked_for_and_the_keyboard_goes_again(
    channel: TelegramChannel, olena: Person
) -> None:
    ask = Message("Телефон?", ((Choice("Назад", "b"),),), Ask.CONTACT, "Надіслати мій номер")
    await _send(channel, olena, ask)
    assert olena.keyboard == [["Надіслати мій номер"], ["Назад"]]
    await _send(channel, olena, Message("Дякуємо."))
    assert olena.keyboard == []


async def test_a_long_text_comes_in_parts_with_the_keyboard_under_the_last(
    channel: TelegramChannel, olena: Person
) -> None:
    text = "👍" * 2000 + "\n\n" + "я" * 3000
    ids = await _send(channel, olena, Message(text, YES_NO))
    first, last = _bot(olena)
    assert (first.text, last.text) == ("👍" * 2000, "я" * 3000)
    assert (first.labels, last.labels) == ([], ["Так", "Ні"])
    assert ids == (str(last.id), str(first.id))


async def test_one_photo_carries_the_text_and_the_buttons(
    channel: TelegramChannel, olena: Person, stored: Store
) -> None:
    ids = await _send(channel, olena, Message("Проблему вирішено?", YES_NO), stored())
    (shown,) = _bot(olena)
    assert shown.media is not None
    assert (shown.media.kind, shown.text, shown.labels) == (
        "photo",
        "Проблему вирішено?",
        ["Так", "Ні"],
    )
    assert ids == (str(shown.id),)


async def test_a_text_too_long_for_a_caption_follows_its_photo(
    channel: TelegramChannel, olena: Person, stored: Store
) -> None:
    ids = await _send(channel, olena, Message("я" * 1025, YES_NO), stored())
    photo, text = _bot(olena)
    assert (photo.text, photo.labels, text.labels) == ("", [], ["Так", "Ні"])
    assert ids == (str(text.id), str(photo.id))


async def test_many_files_go_as_albums_of_their_kinds(
    channel: TelegramChannel, olena: Person, stored: Store
) -> None:
    visual = [stored() for _ in range(11)] + [stored("video", "video/mp4")]
    others = [
        stored("document", "application/pdf"),
        stored("document", "application/pdf"),
        stored("voice", "audio/ogg"),
        stored("voice", "audio/ogg"),
        stored("photo", "image/heic"),
    ]
    ids = await _send(channel, olena, Message("Картка", YES_NO), *visual, *others)
    kinds = [message.media.kind for message in _bot(olena) if message.media]
    albums = [message.raw.get("media_group_id") for message in _bot(olena)]
    assert kinds == [*["photo"] * 11, "video", *["document"] * 2, *["voice"] * 2, "document"]
    assert [len([a for a in albums if a == name]) for name in dict.fromkeys(albums) if name] == [
        10,
        2,
        2,
    ]
    assert olena.last.labels == ["Так", "Ні"]
    assert ids[0] == str(olena.last.id)
    assert len(ids) == 18


async def test_a_file_over_50_mb_is_named_and_the_text_goes(
    channel: TelegramChannel, olena: Person, stored: Store
) -> None:
    huge = stored("video", "video/mp4", name="довге.mp4", size=60_000_000)
    await _send(channel, olena, Message("Звіт", YES_NO), huge)
    assert olena.last.text == "Звіт\n\nНе надіслано: довге.mp4"
    assert olena.last.labels == ["Так", "Ні"]


async def test_a_file_that_is_gone_is_named_too(
    channel: TelegramChannel, olena: Person, stored: Store
) -> None:
    file = stored(name="яма.jpg")
    file.path.unlink()
    await _send(channel, olena, Message("Звіт"), file)
    assert olena.last.text == "Звіт\n\nНе надіслано: яма.jpg"


async def test_a_photo_that_telegram_refuses_goes_as_a_document(
    channel: TelegramChannel, olena: Person, stored: Store
) -> None:
    await _send(channel, olena, Message("Звіт", YES_NO), stored(content=b"no picture at all"))
    (shown,) = _bot(olena)
    assert shown.media is not None
    assert (shown.media.kind, shown.text, shown.labels) == ("document", "Звіт", ["Так", "Ні"])


async def test_a_photo_over_10_mb_goes_as_a_document(
    channel: TelegramChannel, olena: Person, stored: Store
) -> None:
    await _send(channel, olena, Message("Звіт"), stored(size=11_000_000))
    assert [m.media.kind for m in _bot(olena) if m.media] == ["document"]


async def test_an_album_that_telegram_refuses_goes_file_by_file(
    channel: TelegramChannel, olena: Person, stored: Store
) -> None:
    files = [stored(), stored(content=b"no picture"), stored(content=b"", name="порожнє")]
    await _send(channel, olena, Message("Звіт"), *files)
    assert [m.media.kind for m in _bot(olena) if m.media] == ["photo", "document"]
    assert olena.last.text == "Звіт\n\nНе надіслано: порожнє"


async def test_a_file_name_cannot_break_out_of_its_header(
    channel: TelegramChannel, olena: Person, stored: Store
) -> None:
    name = 'акт"; name="chat_id"\r\n\r\n5.pdf'
    await _send(channel, olena, Message("Акт"), stored("document", "application/pdf", name=name))
    assert olena.last.raw["document"]["file_name"] == "акт_; name=_chat_id_5.pdf"


async def test_a_point_follows_the_text(channel: TelegramChannel, olena: Person) -> None:
    ids = await _send(channel, olena, Message("Де це", YES_NO, point=(47.9105, 33.3918)))
    text, point = _bot(olena)
    assert point.raw["location"] == {"latitude": 47.9105, "longitude": 33.3918}
    assert ids == (str(text.id), str(point.id))


# --- in place of an earlier message ---


async def test_a_message_takes_the_place_of_another(
    channel: TelegramChannel, olena: Person
) -> None:
    (first,) = await _send(channel, olena, Message("Сторінка 1", YES_NO))
    second = Message("Сторінка 2", ((Choice("Далі", "n"),),), replaces=first)
    assert await _send(channel, olena, second) == (first,)
    (shown,) = _bot(olena)
    assert (shown.text, shown.labels) == ("Сторінка 2", ["Далі"])
    assert await _send(channel, olena, second) == (first,), "nothing to change is success"


async def test_the_words_under_a_photo_are_replaced(
    channel: TelegramChannel, olena: Person, stored: Store
) -> None:
    (first,) = await _send(channel, olena, Message("Вирішено?", YES_NO), stored())
    assert await _send(channel, olena, Message("Дякуємо", replaces=first)) == (first,)
    (shown,) = _bot(olena)
    assert (shown.text, shown.labels) == ("Дякуємо", [])


@pytest.mark.parametrize("replaces", ["999", "no number", "²"])
@pytest.mark.fault(9)
async def test_what_cannot_be_replaced_is_sent_anew(
    channel: TelegramChannel, olena: Person, replaces: str
) -> None:
    await _send(channel, olena, Message("Нове", YES_NO, replaces=replaces))
    assert olena.last.text == "Нове"


async def test_a_message_with_a_keyboard_of_its_own_is_not_replaced(
    channel: TelegramChannel, olena: Person
) -> None:
    (first,) = await _send(channel, olena, Message("Без кнопок"))
    (second,) = await _send(channel, olena, Message("Нове", YES_NO, replaces=first))
    assert second != first


# --- when something goes wrong on the way ---


async def test_an_album_is_not_sent_twice_when_the_text_after_it_fails(
    channel: TelegramChannel, olena: Person, stored: Store, fake: TelegramFake
) -> None:
    message, files = Message("Картка", YES_NO), [stored(), stored()]
    address = str(olena.id)
    fake.faults.too_many("sendMessage", 7)
    fake.faults.cut_before("sendMessage")
    assert await channel.send(address, message, files) == RetryAfter(7)
    assert isinstance(await channel.send(address, message, files), Ambiguous)
    ids = await _send(channel, olena, message, *files)
    assert [bool(m.media) for m in _bot(olena)] == [True, True, False]
    assert len(ids) == 3
    await _send(channel, olena, message, *files)
    assert len(_bot(olena)) == 6, "the same message later is a message of its own"


async def test_a_refused_message_begins_anew_when_it_is_sent_again(
    channel: TelegramChannel, olena: Person, stored: Store, fake: TelegramFake
) -> None:
    message, files = Message("Картка", YES_NO), [stored(), stored()]
    fake.faults.error("sendMessage", 400, "Bad Request: MESSAGE_REFUSED")
    refused = await channel.send(str(olena.id), message, files)
    assert refused == Refused("Bad Request: MESSAGE_REFUSED")
    assert len(await _send(channel, olena, message, *files)) == 3


@pytest.mark.fault(21)
async def test_broken_markup_goes_as_plain_text(
    channel: TelegramChannel, olena: Person, fake: TelegramFake, caplog: pytest.LogCaptureFixture
) -> None:
    words = 'Bad Request: can\'t parse entities: Unsupported start tag "яма" at byte offset 5'
    fake.faults.error("sendMessage", 400, words)
    await _send(channel, olena, Message(f"{BOLD}яма{PLAIN} <3", YES_NO))
    assert (olena.last.text, olena.last.entities) == ("яма <3", [])
    assert olena.last.labels == ["Так", "Ні"]
    assert "яма" not in caplog.text


@pytest.mark.parametrize(
    ("message", "address"),
    [
        (Message("?", ((Choice("так", "я" * 40),),)), "700000001"),
        (Message("Яма"), "not-a-number"),
        (Message(""), "700000001"),
        (Message(" \ue000\ue001 "), "700000001"),
    ],
)
async def test_what_can_never_be_sent_is_refused_before_it_leaves(
    channel: TelegramChannel, olena: Person, message: Message, address: str
) -> None:
    assert isinstance(await channel.send(address, message, ()), Refused)
    assert _bot(olena) == []
