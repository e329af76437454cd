"""python-telegram-bot, pointed at the local cloud by the variables of npm start, and the people whom the bot talks to."""

import asyncio
import itertools
import json
import os
import time
import urllib.request
import warnings

import telegram
from telegram.error import TelegramError

from checks import RUN, check

LIBRARY = "python-telegram-bot"

ANSWER_SECONDS = 30
"""A bot's function may have to start first."""

# do_api_request sends what the library's own methods would refuse to send.
warnings.filterwarnings("ignore", message="Please use 'Bot.")

_numbers = itertools.count(1)


def bot_check(title, shows=None):
    """Registers a check whose asynchronous function gets a bot."""

    def register(function):
        async def with_bot():
            async with new_bot() as bot:
                return await function(bot)

        check("telegram", LIBRARY, title, shows)(lambda: asyncio.run(with_bot()))
        return function

    return register


def new_bot(token=None):
    root = os.environ["TELEGRAM_API_ROOT"]
    return telegram.Bot(
        token or os.environ["TELEGRAM_BOT_TOKEN"], base_url=f"{root}/bot", base_file_url=f"{root}/file/bot"
    )


async def refused(call, error_class, *texts):
    """Expects that Telegram refuses, by the library's class of error and texts in the description. Returns the error."""
    try:
        await call
    except TelegramError as error:
        assert type(error) is error_class, f"{type(error).__name__} instead of {error_class.__name__}: {error}"
        for text in texts:
            # The library makes the first letter a capital and the others small.
            assert text.lower() in error.message.lower(), f"{text!r} is not in {error.message!r}"
        return error
    raise AssertionError(f"was not refused with {error_class.__name__}")


class Person:
    """Somebody in Telegram's app, as `npm run chat` makes people talk: an API of the local cloud, none of Telegram's."""

    def __init__(self, name):
        self.name = f"{name} {RUN} {next(_numbers)}"
        entered = people("enter", person=self.name)
        self.chat_id = entered["chat"]["id"]
        self._place = entered["lastPlace"]

    def says(self, text):
        return people("say", person=self.name, text=text)

    def presses(self, message, data):
        return people("press", person=self.name, messageId=message, data=data)

    def blocks(self):
        return people("member", person=self.name, isMember=False)

    def sees(self, wanted, what):
        """The first new event that is wanted."""
        deadline = time.monotonic() + ANSWER_SECONDS
        seen = []
        while time.monotonic() < deadline:
            for event in people("events", after=self._place, waitMs=1000):
                self._place = event["place"]
                seen.append(event)
                if wanted(event):
                    return event
        raise AssertionError(f"no {what} in {ANSWER_SECONDS} s, but {seen}")

    def sees_message(self, kind="message-sent"):
        """The bot's next message in the private chat."""

        def wanted(event):
            message = event.get("message", {})
            return event["type"] == kind and message["chatId"] == self.chat_id and message["from"] == "bot"

        return self.sees(wanted, kind)["message"]


def person_in_touch(name="Ada"):
    """Somebody who has written to the bot, as a bot may only write to those. The bot's answer has come."""
    somebody = Person(name)
    somebody.says("/help")
    somebody.sees_message()
    return somebody


def people(action, **body):
    """A call of the people's API."""
    url = f"{os.environ['TELEGRAM_API_ROOT']}/people{os.environ['TELEGRAM_BOT_TOKEN']}/{action}"
    request = urllib.request.Request(url, json.dumps(body).encode(), method="POST")
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)["result"]
