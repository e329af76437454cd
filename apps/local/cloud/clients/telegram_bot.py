"""python-telegram-bot, pointed at the local cloud by the variables of npm start, and the people whom the bot talks to."""

import asyncio
import io
import itertools
import json
import os
import struct
import time
import urllib.request
import warnings
import zlib

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
    """A person in Telegram's app, as the local cloud's console lets people talk: by its API."""

    def __init__(self, name):
        self.name = f"{name} {RUN} {next(_numbers)}"
        self._events = console_events()
        self.chat_id = people("chat.enter", person=self.name)["chat"]["id"]

    def says(self, text):
        return people("chat.say", person=self.name, text=text)

    def presses(self, message, data):
        return people("chat.press", person=self.name, messageId=message, data=data)

    def blocks(self):
        return people("chat.set-member", person=self.name, isMember=False)

    def sees(self, wanted, what):
        """The first new event that is wanted."""
        deadline = time.monotonic() + ANSWER_SECONDS
        seen = []
        for event in self._events:
            if event["type"] == "people":
                seen.append(event["event"])
                if wanted(event["event"]):
                    return event["event"]
            if time.monotonic() > deadline:
                break
        raise AssertionError(f"no {what} in {ANSWER_SECONDS} s, but {seen}")

    def sees_message(self, kind="message-sent"):
        """The bot's next message in the private chat."""

        def wanted(event):
            message = event.get("message", {})
            return event["type"] == kind and message["chatId"] == self.chat_id and message["from"] == "bot"

        return self.sees(wanted, kind)["message"]


def person_in_touch(name="Ada"):
    """A person who has written to the bot, as a bot may only write to those. The bot's answer has come."""
    person = Person(name)
    person.says("/help")
    person.sees_message()
    return person


def people(operation, **body):
    """A call of the console's API."""
    url = f"{os.environ['LOCAL_CLOUD_CONSOLE']}api/{operation}"
    headers = {"content-type": "application/json"}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST")
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)["result"]


def console_events():
    """What happens in the local cloud from now on; a comment comes every 15 seconds."""
    stream = urllib.request.urlopen(f"{os.environ['LOCAL_CLOUD_CONSOLE']}events", timeout=ANSWER_SECONDS)
    # The first line says that the stream is open.
    stream.readline()
    return (json.loads(line[len("data: ") :]) for line in stream if line.startswith(b"data: "))


def png(width, height):
    """A black picture."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\0" * width for _ in range(height))
    picture = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return io.BytesIO(picture)
