"""Telegram: messages that are sent and edited."""

import io
import os
import struct
import zlib

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity, ReplyParameters
from telegram.error import BadRequest

from checks import only
from telegram_bot import bot_check, person_in_touch, refused

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


@bot_check("sends MarkdownV2, explicit entities, links that are found, replies", SEND)
async def _(bot):
    chat = person_in_touch().chat_id
    marked = await bot.send_message(chat, r"*bold* _italic_ 1\.5 `code`", parse_mode="MarkdownV2")
    assert [entity.type for entity in marked.entities] == ["bold", "italic", "code"], marked.entities
    explicit = [MessageEntity("bold", 0, 2)]
    entities = await bot.send_message(chat, "hi https://example.com #tag /help", entities=explicit)
    assert [entity.type for entity in entities.entities] == ["bold", "url", "hashtag", "bot_command"], entities.entities
    quiet = await bot.send_message(
        chat,
        "reply",
        reply_parameters=ReplyParameters(marked.message_id),
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert quiet.reply_to_message.message_id == marked.message_id, quiet
    assert quiet.message_id > entities.message_id > marked.message_id
    return marked.text_markdown_v2


@bot_check("sends buttons, and takes them away", SEND)
async def _(bot):
    chat = person_in_touch().chat_id
    buttons = [[InlineKeyboardButton("More", callback_data="more"), InlineKeyboardButton("Site", url="https://example.com")]]
    sent = await bot.send_message(chat, "choose", reply_markup=InlineKeyboardMarkup(buttons))
    first, second = only(sent.reply_markup.inline_keyboard)
    assert first.callback_data == "more" and second.url.startswith("https://example.com"), sent.reply_markup
    without = await bot.edit_message_reply_markup(chat, sent.message_id)
    assert without.reply_markup is None and without.text == "choose", without
    return f"{first.text}, {second.text}"


@bot_check("sends a photo and a document with captions", SEND)
async def _(bot):
    chat = person_in_touch().chat_id
    document = await bot.send_document(chat, io.BytesIO(b"a,b\n1,2\n"), filename="report.csv", caption="<b>c</b>", parse_mode="HTML")
    assert document.document.file_name == "report.csv" and document.document.file_size == 8, document.document
    assert document.caption == "c" and only(document.caption_entities).type == "bold", document
    photo = await bot.send_photo(chat, png(40, 30), caption="p")
    largest = photo.photo[-1]
    assert (largest.width, largest.height) == (40, 30), photo.photo
    edited = await bot.edit_message_caption(chat, photo.message_id, caption="q")
    assert edited.caption == "q" and edited.edit_date, edited
    return f"{document.document.file_name}, {largest.width}x{largest.height}"


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


def png(width, height):
    """A black picture."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\0" * width for _ in range(height))
    picture = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return io.BytesIO(picture)
