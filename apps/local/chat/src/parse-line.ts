/** What a typed line asks for. */
export type Line =
  | { readonly type: 'nothing' }
  | { readonly type: 'say'; readonly text: string; readonly replyTo?: number }
  /** `message` absent: the latest message that has buttons. Numbers start at 1. */
  | {
      readonly type: 'press';
      readonly button: number;
      readonly message?: number;
      readonly typed: string;
      /** A number alone may be meant for the bot, where there is no button. */
      readonly mayBeText: boolean;
    }
  | { readonly type: 'as'; readonly person: string }
  | { readonly type: 'chat'; readonly group: string | undefined }
  | { readonly type: 'member'; readonly isMember: boolean }
  | { readonly type: 'migrate' }
  | { readonly type: 'wait'; readonly seconds: number }
  | { readonly type: 'pause'; readonly seconds: number }
  | { readonly type: 'flood'; readonly isOn: boolean }
  | { readonly type: 'help' }
  | { readonly type: 'quit' }
  | { readonly type: 'unclear'; readonly problem: string };

export const lineHelp = `  text, /command      say it to the bot
  1 or 12.1           press button 1 of the latest message that has buttons, or of message 12
  /as NAME            speak as another person
  /chat private       talk to the bot alone
  /chat group [TITLE] go to a group with the bot in it
  /reply 12 TEXT      reply to message 12
  /say TEXT           say it even if it looks like one of these
  /block, /unblock    block the bot; in a group, remove it and add it again
  /migrate            make a supergroup of the group: its id changes, and the bot is told
  /wait [SECONDS]     wait until the bot does something, 10 seconds at most
  /pause [SECONDS]    show for 10 seconds what comes
  /flood on|off       let Telegram refuse what the bot sends too fast, or not
  ?                   this
  /quit               leave`;

const defaultGroup = 'Group';

/**
 * Reads a line. A command of the chat itself wins over a command of the bot with the same name; two slashes, or `/say`,
 * reach the bot all the same.
 */
export function parseLine(typed: string): Line {
  const line = typed.trim();
  if (line === '') return { type: 'nothing' };
  if (line === '?') return { type: 'help' };
  if (line.startsWith('//')) return { type: 'say', text: line.slice(1) };
  const [, explicit, first, second] = /^(\/press\s+)?(\d{1,9})(?:\.(\d{1,4}))?$/.exec(line) ?? [];
  if (first !== undefined) {
    const number = explicit === undefined ? line : line.slice(explicit.length);
    const mayBeText = explicit === undefined && second === undefined;
    return second === undefined
      ? { type: 'press', button: Number(first), typed: number, mayBeText }
      : { type: 'press', button: Number(second), message: Number(first), typed: number, mayBeText };
  }
  const [, command, rest = ''] = /^\/([a-z]+)(?:\s+(.*))?$/s.exec(line) ?? [];
  return command === undefined ? { type: 'say', text: typed } : parseCommand(command, rest.trim(), typed);
}

function parseCommand(command: string, rest: string, typed: string): Line {
  switch (command) {
    case 'as':
      return rest === '' ? unclear('/as needs a name, like /as Bob.') : { type: 'as', person: rest };
    case 'chat':
      return parseChat(rest);
    case 'reply': {
      const [, message, text] = /^#?(\d{1,9})\s+(.+)$/s.exec(rest) ?? [];
      if (message === undefined || text === undefined) return unclear('Say which and what, like /reply 12 yes.');
      return { type: 'say', text, replyTo: Number(message) };
    }
    case 'say':
      return rest === '' ? unclear('/say needs a text.') : { type: 'say', text: rest };
    case 'migrate':
      return { type: 'migrate' };
    case 'press':
      return unclear('Say which button, like /press 1 or /press 12.1.');
    case 'block':
      return { type: 'member', isMember: false };
    case 'unblock':
      return { type: 'member', isMember: true };
    case 'wait':
    case 'pause': {
      const seconds = Number(rest || '10');
      if (!(seconds > 0 && seconds <= 3600)) return unclear(`/${command} takes seconds, up to 3600.`);
      return { type: command, seconds };
    }
    case 'flood':
      if (rest !== 'on' && rest !== 'off') return unclear('Say /flood on or /flood off.');
      return { type: 'flood', isOn: rest === 'on' };
    case 'quit':
      return { type: 'quit' };
    default:
      return { type: 'say', text: typed };
  }
}

function parseChat(rest: string): Line {
  const [, kind, title = ''] = /^(private|group)(?:\s+(.*))?$/s.exec(rest) ?? [];
  if (kind === 'private') return { type: 'chat', group: undefined };
  if (kind === 'group') return { type: 'chat', group: title.trim() || defaultGroup };
  return unclear('Say which chat: /chat private, /chat group or /chat group TITLE.');
}

const unclear = (problem: string): Line => ({ type: 'unclear', problem });
