"""Telegram: what it refuses, and in which words."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken, RetryAfter

from telegram_bot import bot_check, new_bot, people, person_in_touch, png, refused

BROKEN = "get Telegram's errors for broken HTML"

# Of Telegram's own tests of its parser, and of what people write: offsets count bytes, and the emoji has four.
BROKEN_HTML = {
    "<b>x": 'can\'t find end tag corresponding to start tag "b"',
    "<b>x<i>y</b></i>": 'unmatched end tag at byte offset 8, expected "</i>", found "</b>"',
    "x</b>": "unexpected end tag at byte offset 1",
    "🎉<blink>x</blink>": 'unsupported start tag "blink" at byte offset 4',
    "1 < 2": 'unsupported start tag "" at byte offset 2',
    "a<br>b": 'unsupported start tag "br" at byte offset 1',
    "🎉<": "unclosed start tag at byte offset 4",
    "<b x": 'unclosed start tag "b" at byte offset 0',
    '<a href="https://example.com>x</a>': "unclosed start tag at byte offset 0",
    "<b>x</b": "unclosed end tag at byte offset 4",
    "<b =x>y</b>": 'empty attribute name in the tag "b" at byte offset 0',
    "<span>x</span>": 'tag "span" must have class "tg-spoiler" at byte offset 0',
}


@bot_check("broken HTML is refused with the place", BROKEN)
async def _(bot):
    chat = person_in_touch().chat_id
    for html, text in BROKEN_HTML.items():
        error = await refused(bot.send_message(chat, html, parse_mode="HTML"), BadRequest)
        assert error.message.lower() == f"can't parse entities: {text}".lower(), (html, error.message)
    return f"{len(BROKEN_HTML)} texts, the last: {error.message}"


@bot_check("broken HTML is refused in edits and captions, too, and changes nothing", BROKEN)
async def _(bot):
    chat = person_in_touch().chat_id
    sent = await bot.send_message(chat, "as it was")
    missing = "Can't parse entities: can't find end tag"
    await refused(bot.edit_message_text("<i>x", chat, sent.message_id, parse_mode="HTML"), BadRequest, missing)
    await refused(bot.send_photo(chat, png(2, 2), caption="<i>x", parse_mode="HTML"), BadRequest, missing)
    await refused(bot.edit_message_text("as it was", chat, sent.message_id), BadRequest, "Message is not modified")
    plain = await bot.send_message(chat, "<i>x")
    assert plain.text == "<i>x" and not plain.entities, plain
    return "refused three times, and sent without a parse mode"


@bot_check("a parse mode that is none, and what is not emulated, by name")
async def _(bot):
    chat = person_in_touch().chat_id
    await refused(bot.send_message(chat, "*x*", parse_mode="MarkdownV2"), BadRequest, "markdownv2 is not emulated")
    entities = [MessageEntity("bold", 0, 1)]
    await refused(bot.send_message(chat, "x", entities=entities), BadRequest, "entities is not emulated")
    error = await refused(bot.send_message(chat, "x", parse_mode="XML"), BadRequest, "Unsupported parse_mode")
    return error.message


@bot_check("texts and captions that are empty or too long, after their entities are parsed")
async def _(bot):
    chat = person_in_touch().chat_id
    longest = await bot.send_message(chat, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert len(longest.text) == 4096
    await refused(bot.send_message(chat, "x" * 4097), BadRequest, "Message is too long")
    await refused(bot.edit_message_text("x" * 4097, chat, longest.message_id), BadRequest, "MESSAGE_TOO_LONG")
    await refused(bot.send_message(chat, ""), BadRequest, "Message text is empty")
    for empty in (" \n ", "<b> </b>"):
        await refused(bot.send_message(chat, empty, parse_mode="HTML"), BadRequest, "Text must be non-empty")
    caption = bot.send_photo(chat, png(2, 2), caption="x" * 1025)
    error = await refused(caption, BadRequest, "Message caption is too long")
    return error.message


@bot_check("buttons that are none")
async def _(bot):
    chat = person_in_touch().chat_id

    def with_button(**button):
        markup = {"inline_keyboard": [[{"text": "x", **button}]]}
        return bot.do_api_request("sendMessage", {"chat_id": chat, "text": "x", "reply_markup": markup})

    await refused(with_button(callback_data="x" * 65), BadRequest, "BUTTON_DATA_INVALID")
    await refused(with_button(), BadRequest, "Text buttons are unallowed in the inline keyboard")
    await refused(with_button(url="http://"), BadRequest, "url")
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("x" * 64, callback_data="ü" * 32)]])
    sent = await bot.send_message(chat, "x", reply_markup=markup)
    return sent.reply_markup.inline_keyboard[0][0].callback_data


@bot_check("chats that are unknown, or not named, or have blocked the bot")
async def _(bot):
    await refused(bot.send_message(99, "x"), BadRequest, "Chat not found")
    await refused(bot.send_message("@nobody_of_that_name", "x"), BadRequest, "Chat not found")
    await refused(bot.do_api_request("sendMessage", {"text": "x"}), BadRequest, "Chat_id is empty")
    ada = person_in_touch()
    ada.blocks()
    error = await refused(bot.send_message(ada.chat_id, "x"), Forbidden, "Forbidden: bot was blocked by the user")
    return error.message


@bot_check("methods that are unknown, tokens of another bot and none at all")
async def _(bot):
    await refused(bot.do_api_request("noSuchMethod"), EndPointNotFound)
    await refused(bot.send_dice(1), InvalidToken, "method not found")
    await refused(new_bot("12345:of-another-bot").get_me(), InvalidToken, "Unauthorized")
    error = await refused(new_bot("nonsense").get_me(), InvalidToken, "Not Found")
    return error.message


@bot_check("flood control, when it is on, names the seconds to wait")
async def _(bot):
    chat = person_in_touch().chat_id
    people("chat.set-flood-control", isOn=True)
    try:
        for index in range(10):
            try:
                await bot.send_message(chat, f"message {index}")
            except RetryAfter as error:
                assert 1 <= error.retry_after <= 10 and index >= 1, (index, error)
                return f"{error} behind {index} messages at once"
        raise AssertionError("ten messages at once were taken")
    finally:
        people("chat.set-flood-control", isOn=False)
