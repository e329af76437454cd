"""Telegram: messages that are sent and edited."""

import os

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest

from checks import only
from telegram_bot import bot_check, person_in_touch, png, refused

SEND, EDIT = "send messages", "edit messages"


@bot_check("tells who the bot is")
async def _(bot):
    me = await bot.get_me()
    assert str(me.id) == os.environ["TELEGRAM_BOT_TOKEN"].split(":")[0] and me.is_bot and me.username, me
    return f"@{me.username}, {me.id}"


@bot_check("sends HTML, whose entities count in UTF-16 units", SEND)
async def _(bot):
    ada = person_in_touch()
    html = (
        '🎉 <b>bold <i>both</i></b> <u>u</u> <s>s</s> <tg-spoiler>hidden</tg-spoiler> <a href="https://example.com/?a=1&amp;b">'
        'link</a> <code>x &lt; y</code><pre><code class="language-ts">let a;</code></pre><blockquote expandable>q</blockquote>'
    )
    sent = await bot.send_message(ada.chat_id, html, parse_mode="HTML")
    assert sent.text == "🎉 bold both u s hidden link x < ylet a;q", sent.text
    # Bold text is cut where italic text begins in it.
    found = {}
    for entity in sent.entities:
        found[entity.type] = found.get(entity.type, "") + sent.parse_entity(entity)
    expected = {
        "bold": "bold both",
        "italic": "both",
        "underline": "u",
        "strikethrough": "s",
        "spoiler": "hidden",
        "text_link": "link",
        "code": "x < y",
        "pre": "let a;",
        "expandable_blockquote": "q",
    }
    assert found == expected, found
    assert only(entity for entity in sent.entities if entity.type == "pre").language == "ts"
    assert min(entity.offset for entity in sent.entities if entity.type == "bold") == 3, sent.entities
    shown = ada.sees_message()
    assert shown["text"] == sent.text and shown["messageId"] == sent.message_id, shown
    # The library writes HTML from what it got, with another class for the language of code.
    again = await bot.send_message(ada.chat_id, sent.text_html, parse_mode="HTML")
    assert expected.keys() <= {entity.type for entity in again.entities}, again.text_html
    return f"{len(found)} kinds of entities"


@bot_check("finds links, and sends replies", SEND)
async def _(bot):
    chat = person_in_touch().chat_id
    found = await bot.send_message(chat, "https://example.com #tag /help")
    assert [entity.type for entity in found.entities] == ["url", "hashtag", "bot_command"], found.entities
    quiet = await bot.send_message(
        chat,
        "reply",
        reply_parameters=ReplyParameters(found.message_id),
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert quiet.reply_to_message.message_id == found.message_id, quiet
    assert quiet.message_id > found.message_id
    return quiet.reply_to_message.text


@bot_check("sends buttons, and takes them away", SEND)
async def _(bot):
    chat = person_in_touch().chat_id
    buttons = [[InlineKeyboardButton("More", callback_data="more"), InlineKeyboardButton("Site", url="https://example.com")]]
    sent = await bot.send_message(chat, "choose", reply_markup=InlineKeyboardMarkup(buttons))
    first, second = only(sent.reply_markup.inline_keyboard)
    assert first.callback_data == "more" and second.url.startswith("https://example.com"), sent.reply_markup
    without = await bot.edit_message_text("choose", chat, sent.message_id)
    assert without.reply_markup is None and without.text == "choose", without
    return f"{first.text}, {second.text}"


@bot_check("sends a photo with a caption, and puts another one in its place", SEND)
async def _(bot):
    chat = person_in_touch().chat_id
    photo = await bot.send_photo(chat, png(40, 30), caption="<b>c</b>", parse_mode="HTML")
    largest = photo.photo[-1]
    assert (largest.width, largest.height) == (40, 30), photo.photo
    assert photo.caption == "c" and only(photo.caption_entities).type == "bold", photo
    edited = await bot.edit_message_media(InputMediaPhoto(png(20, 10), caption="q"), chat, photo.message_id)
    assert edited.caption == "q" and edited.photo[-1].width == 20 and edited.edit_date, edited
    return f"{largest.width}x{largest.height}, then {edited.photo[-1].width}x{edited.photo[-1].height}"


@bot_check("edits text, entities and buttons, and sees when nothing has changed", EDIT)
async def _(bot):
    ada = person_in_touch()
    sent = await bot.send_message(ada.chat_id, "first")
    assert ada.sees_message()["text"] == "first"
    edited = await bot.edit_message_text("<b>second</b>", ada.chat_id, sent.message_id, parse_mode="HTML")
    assert edited.text == "second" and edited.edit_date and edited.message_id == sent.message_id, edited
    assert ada.sees_message("message-edited")["text"] == "second"
    same = "Message is not modified: specified new message content and reply markup are exactly the same"
    await refused(
        bot.edit_message_text("<b>second</b>", ada.chat_id, sent.message_id, parse_mode="HTML"), BadRequest, same
    )
    plain = await bot.edit_message_text("second", ada.chat_id, sent.message_id)
    assert not plain.entities, plain
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="y")]])
    await bot.edit_message_text("second", ada.chat_id, sent.message_id, reply_markup=markup)
    error = await refused(
        bot.edit_message_text("second", ada.chat_id, sent.message_id, reply_markup=markup), BadRequest, same
    )
    return error.message


@bot_check("edits no message that is missing, another person's or of another kind", EDIT)
async def _(bot):
    ada = person_in_touch()
    own = ada.says("my own words")["messageId"]
    sent = await bot.send_message(ada.chat_id, "text")
    await refused(bot.edit_message_text("x", ada.chat_id, 9999), BadRequest, "Message to edit not found")
    await refused(bot.edit_message_text("x", ada.chat_id, own), BadRequest, "Message can't be edited")
    await refused(bot.edit_message_text("", ada.chat_id, sent.message_id), BadRequest, "Message text is empty")
    await bot.delete_message(ada.chat_id, sent.message_id)
    await refused(bot.delete_message(ada.chat_id, sent.message_id), BadRequest, "Message to delete not found")
    photo = await bot.send_photo(ada.chat_id, png(2, 2))
    error = await refused(
        bot.edit_message_text("x", ada.chat_id, photo.message_id), BadRequest, "There is no text in the message to edit"
    )
    return error.message
