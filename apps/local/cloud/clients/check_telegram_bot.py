"""Telegram: what a bot says of itself, and people who talk to it."""

import os

from telegram import BotCommand, BotCommandScopeAllPrivateChats, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from checks import only
from telegram_bot import Person, bot_check, person_in_touch, refused


@bot_check("sets, gets and deletes commands by scope and language")
async def _(bot):
    before = await bot.get_my_commands()
    scope = BotCommandScopeAllPrivateChats()
    try:
        await bot.set_my_commands([BotCommand("hallo", "Grüßt")], scope=scope, language_code="de")
        found = await bot.get_my_commands(scope=scope, language_code="de")
        assert only(found) == BotCommand("hallo", "Grüßt"), found
        assert await bot.get_my_commands() == before
        await refused(bot.set_my_commands([("No", "x")]), BadRequest, "BOT_COMMAND_INVALID")
    finally:
        await bot.delete_my_commands(scope=scope, language_code="de")
    assert not await bot.get_my_commands(scope=scope, language_code="de")
    return f"/{only(found).command}: {only(found).description}"


@bot_check("tells of chats, members and names")
async def _(bot):
    ada = person_in_touch()
    chat = await bot.get_chat(ada.chat_id)
    assert chat.first_name == ada.name and chat.type == "private", chat
    member = await bot.get_chat_member(ada.chat_id, ada.chat_id)
    return f"{chat.first_name} is {member.status}, {(await bot.get_my_name()).name}"


@bot_check("tells where updates go, and closes the webhook before it refuses another one")
async def _(bot):
    info = await bot.get_webhook_info()
    assert info.url == os.environ["WEBHOOK_URL"] and "message" in info.allowed_updates, info
    try:
        refusal = bot.set_webhook(info.url, secret_token="ä")
        error = await refused(refusal, BadRequest, "secret token contains unallowed characters")
        assert (await bot.get_webhook_info()).url == ""
    finally:
        await restore_webhook(bot, info)
    assert (await bot.get_webhook_info()).allowed_updates == info.allowed_updates
    return error.message


async def restore_webhook(bot, info):
    """Lets updates go to the bot of the stacks again."""
    secret = os.environ["WEBHOOK_SECRET"]
    await bot.set_webhook(info.url, secret_token=secret, allowed_updates=info.allowed_updates)


@bot_check("a person says something, and the bot of the stacks answers")
async def _(_bot):
    ada = Person("Ada")
    ada.says("/start")
    answer = ada.sees_message()
    assert answer["text"].startswith("Hello!"), answer
    bob = Person("Bob")
    bob.says("/report")
    refusal = bob.sees_message()
    assert "owners" in refusal["text"], refusal
    return answer["text"]


@bot_check("a person presses a button, and the press is answered once")
async def _(bot):
    ada = person_in_touch()
    info = await bot.get_webhook_info()
    await bot.delete_webhook()
    try:
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])
        question = await bot.send_message(ada.chat_id, f"Hello <b>{ada.name}</b>", parse_mode="HTML", reply_markup=markup)
        pressed = ada.presses(question.message_id, "more")
        await bot.answer_callback_query(pressed["queryId"], "Here you are")
        answered = ada.sees(lambda event: event.get("queryId") == pressed["queryId"], "answer")
        assert answered["text"] == "Here you are", answered
        await refused(bot.answer_callback_query(pressed["queryId"]), BadRequest, "query is too old")
        edited = await bot.edit_message_text("More of it", ada.chat_id, question.message_id)
    finally:
        await restore_webhook(bot, info)
    ada.says("/help")
    ada.sees_message()
    return f"{question.text}, then {edited.text}"
