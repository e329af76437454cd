import { type PeopleEvent, type ShownMessage } from '@pulso/console-api';

import { visible, visibleName } from './visible';

/** How chats and the bot are called on the screen. */
export interface Names {
  readonly bot: string;
  /** What stands before lines of a chat; empty for the current one. */
  chat(chatId: number): string;
}

/** Shows what people see of an event. @returns Lines, none when there is nothing to see. */
export function showEvent(event: PeopleEvent, names: Names): string[] {
  switch (event.type) {
    case 'message-sent':
      return showMessage(event.message, names, event.message.silent ? ' (silent)' : '');
    case 'message-edited':
      return showMessage(event.message, names, ' (edited)');
    case 'message-deleted':
      return [`${names.chat(event.chatId)}#${event.messageId} is deleted.`];
    case 'chat-action':
      return [`${names.chat(event.chatId)}${names.bot}: ${visibleName(event.action).replaceAll('_', ' ')}...`];
    case 'callback-answered':
      // An answer without a text only stops the waiting sign on the button.
      return event.text === ''
        ? []
        : [`${names.bot} ${event.showAlert ? 'alerts' : 'notes'}: ${visibleName(event.text)}`];
    case 'update-refused':
      return [`! The bot did not take it (try ${event.attempt}): ${visibleName(event.reason)}. Telegram tries again.`];
    case 'update-dropped':
      return [`! The bot does not get it: ${dropReasons[event.reason] ?? visibleName(event.reason)}.`];
    case 'call-refused': {
      const { chatId = '' } = event;
      const isNumber = /^-?\d+$/.test(chatId);
      const to = isNumber || chatId === '' ? '' : ` to ${visibleName(chatId)}`;
      const chat = isNumber ? names.chat(Number(chatId)) : '';
      return [
        `${chat}! Telegram refused the bot's ${visibleName(event.method)}${to}: ${visibleName(event.description)}`,
      ];
    }
    case 'update-taken':
      return [];
    default:
      return event satisfies never;
  }
}

const dropReasons: Readonly<Record<string, string>> = {
  'not-allowed': 'its allowed_updates leave this type out',
  expired: 'it has expired',
};

function showMessage(message: ShownMessage, names: Names, note: string): string[] {
  const sender = message.from === 'bot' ? names.bot : (message.senderName ?? 'a person');
  const reply = message.replyToMessageId === undefined ? '' : ` (to #${message.replyToMessageId})`;
  const head = `${names.chat(message.chatId)}#${message.messageId} ${visibleName(sender)}${reply}${note}:`;
  const { attachment = message.content } = message;
  const shown = [attachment && `[${visibleName(attachment)}]`, withLinks(message)].filter(Boolean).join('\n');
  const lines = visible(shown === '' ? '(no text)' : shown).split('\n');
  const text = lines.length === 1 ? [`${head} ${lines.join('')}`] : [head, ...lines.map((line) => `    ${line}`)];
  return [...text, ...showButtons(message)];
}

function showButtons(message: ShownMessage): string[] {
  let number = 0;
  return (message.keyboard?.rows ?? []).map((row) => {
    const shown = row.map(({ label, press }) => {
      const link = press.type === 'link' ? ` <${visibleName(press.url)}>` : '';
      return `[${(number += 1)}] ${visibleName(label)}${link}`;
    });
    return `    ${shown.join('  ')}`;
  });
}

/** Puts the address behind words that are a link: a terminal does not show where they lead. */
function withLinks({ text, entities }: ShownMessage): string {
  return entities
    .filter(({ url }) => url !== undefined)
    .toSorted((a, b) => b.offset + b.length - (a.offset + a.length))
    .reduce((shown, { offset, length, url }) => {
      const end = offset + length;
      return `${shown.slice(0, end)} <${url}>${shown.slice(end)}`;
    }, text);
}
