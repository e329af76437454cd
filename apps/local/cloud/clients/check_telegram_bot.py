"""Telegram: what a bot says of itself, and people who talk to it."""

import asyncio
import os

from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MenuButtonCommands,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, Conflict
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, CommandHandler

from checks import only
from telegram_bot import Person, bot_check, new_bot, person_in_touch, refused


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


@bot_check("tells of chats, members, menu button and names, and shows that it types")
async def _(bot):
    ada = person_in_touch()
    chat = await bot.get_chat(ada.chat_id)
    assert chat.first_name == ada.name and chat.type == "private", chat
    member = await bot.get_chat_member(ada.chat_id, ada.chat_id)
    await bot.send_chat_action(ada.chat_id, ChatAction.TYPING)
    seen = ada.sees(lambda event: event["type"] == "chat-action" and event["chatId"] == ada.chat_id, "chat action")
    assert seen["action"] == "typing", seen
    assert isinstance(await bot.get_chat_menu_button(), MenuButtonCommands)
    await refused(bot.send_chat_action(ada.chat_id, "dancing"), BadRequest)
    return f"{chat.first_name} is {member.status}, {(await bot.get_my_name()).name}"


@bot_check("tells where updates go, and gives none to others meanwhile")
async def _(bot):
    info = await bot.get_webhook_info()
    assert info.url == os.environ["WEBHOOK_URL"] and "message" in info.allowed_updates, info
    webhook = "can't use getUpdates method while webhook is active"
    error = await refused(bot.get_updates(), Conflict, webhook)
    try:
        # Telegram closes the old webhook before it looks at the new one.
        refusal = bot.set_webhook(info.url, secret_token="ä")
        await refused(refusal, BadRequest, "secret token contains unallowed characters")
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
    assert f"Hello, {ada.name}!" in answer["text"], answer
    bob = Person("Bob")
    bob.says("/report")
    refusal = bob.sees_message()
    assert "owners" in refusal["text"], refusal
    return answer["text"]


@bot_check("another bot takes over: commands, buttons, answers and edits by polling")
async def _(bot):
    ada = Person("Ada")
    info = await bot.get_webhook_info()
    await bot.delete_webhook()
    try:
        async with PollingBot():
            ada.says("/start")
            question = await asyncio.to_thread(ada.sees_message)
            assert question["text"] == f"Hello {ada.name}", question
            pressed = await asyncio.to_thread(ada.presses, question["messageId"], "more")
            answered = await asyncio.to_thread(ada.sees, lambda event: event.get("queryId") == pressed["queryId"], "answer")
            assert answered["text"] == "Here you are", answered
            edited = await asyncio.to_thread(ada.sees_message, "message-edited")
    finally:
        await restore_webhook(bot, info)
    ada.says("/help")
    ada.sees_message()
    return f"{question['text']}, then {edited['text']}"


class PollingBot:
    """A bot that this project did not write, made as the library's documentation tells."""

    def __init__(self):
        builder = ApplicationBuilder().bot(new_bot())
        self.application = builder.build()
        self.application.add_handler(CommandHandler("start", self._greet))
        self.application.add_handler(CallbackQueryHandler(self._show_more))

    async def __aenter__(self):
        await self.application.initialize()
        await self.application.updater.start_polling(drop_pending_updates=False)
        await self.application.start()

    async def __aexit__(self, *_):
        await self.application.updater.stop()
        await self.application.stop()
        await self.application.shutdown()

    @staticmethod
    async def _greet(update, _context):
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])
        await update.message.reply_html(f"Hello <b>{update.effective_user.first_name}</b>", reply_markup=markup)

    @staticmethod
    async def _show_more(update, _context):
        await update.callback_query.answer("Here you are")
        await update.callback_query.edit_message_text("More of it")
