import { type BotApiServer } from '@pulso/local/telegram';
import { type ShownMessage } from '@pulso/world/telegram';

import { type Taken, chatIdOf, rowsOf } from './take-walk';
import { type Act, channelId, forumId, groupId, people } from './walk-steps';

type Message = ReturnType<BotApiServer['conversation']['messagesOf']>[number];
type Shown = Pick<BotApiServer, 'conversation' | 'callbackAnswers' | 'commands'>;

const legend = [
  'What people see of the bot. A message stands where it was sent, as it looks in the end.',
  '⟦…⟧ can be clicked, [ … ] is a button, ‹…› stands for what differs from run to run.',
];

/** Writes down what people have seen on the walk. */
export function writeTranscript(taken: readonly Taken[], telegram: Shown): string {
  const places = taken.map(({ step }) => (step === 'schedule' ? 'The schedule' : nameOfChat(chatIdOf(step))));
  const blocks = taken.flatMap((entry, index) => {
    const place = places[index] ?? '';
    const heading = place === places[index - 1] ? [] : ['', `=== ${place} ===`];
    return [...heading, '', ...linesOf(entry, taken[index + 1]?.atMs ?? Infinity, telegram)];
  });
  const text = [...legend, '', ...menusOf(telegram), ...blocks].join('\n');
  return `${maskDurations(text)}\n`;
}

/** What Telegram shows behind the button beside the text field. */
function menusOf({ commands }: Shown): string[] {
  const menus = [
    ['private chats', 'all_private_chats'],
    ['groups', 'all_group_chats'],
    [`the private chat with ${people.admin.name}`, `chat ${people.admin.id}`],
  ] as const;
  return menus
    .flatMap(([place, scope]) => [
      `=== Menu in ${place} ===`,
      '',
      ...commands(scope, '').map(({ command, description }) => `/${command}  ${description}`),
      '',
    ])
    .slice(0, -1);
}

function linesOf({ atMs, step, made: update }: Taken, endMs: number, telegram: Shown): string[] {
  const isNow = (time: number): boolean => time >= atMs && time < endMs;
  const notices = telegram.callbackAnswers.filter(({ queryId }) => queryId === update?.queryId);
  const messages = [...Object.values(people).map(({ id }) => id), groupId, forumId, channelId]
    .flatMap((chatId) => telegram.conversation.messagesOf(chatId))
    .filter(({ from, versions }) => from === 'bot' && isNow(versions[0]?.atMs ?? 0));
  const here = update?.chatId;
  const shown = [
    ...notices.map(({ text }) => `  Notice: ${text === '' ? '(none)' : text}`),
    ...messages.flatMap((message) => messageLines(message, here)),
  ];
  const said = step === 'schedule' ? [] : [`${people[step.who].name}: ${actInWords(step.does, update?.label)}`];
  return [...said, ...(shown.length > 0 ? shown : ['  (nothing)'])];
}

function messageLines(message: Message, here: number | undefined): string[] {
  const { chatId, topicId, attachment, versions, text } = message;
  const where = chatId === here ? '' : ` in ${nameOfChat(chatId)}`;
  const topic = topicId === undefined ? '' : `, topic ${topicId}`;
  const body = showFormatting({ text, entities: versions.at(-1)?.entities ?? [] });
  const rows = rowsOf(message).map((row) =>
    row.map((button) => `[ ${button.text}${button.url ? ` → ${button.url}` : ''} ]`).join(' '),
  );
  const lines = [...(attachment ? [`(${maskSize(attachment.shownAs)})`] : []), ...body.split('\n'), ...rows];
  return [`  Bot${where}${topic}:`, ...lines.map((line) => (line === '' ? '' : `    ${line}`))];
}

function actInWords(does: Act, label: string | undefined): string {
  if ('say' in does) return `${does.say}${does.inReplyToBot ? ' (a reply to the bot)' : ''}`;
  if ('send' in does) return `(${does.send}${does.caption === undefined ? '' : `, ${does.caption}`})`;
  if ('press' in does)
    return `(presses ${label === undefined ? 'a button that is not there any more' : `[ ${label} ]`})`;
  return `(the bot is ${does.bot})`;
}

function nameOfChat(chatId: number): string {
  if (chatId === groupId) return 'the group';
  if (chatId === forumId) return 'the forum';
  if (chatId === channelId) return 'the channel';
  const person = Object.values(people).find(({ id }) => id === chatId);
  return `the private chat with ${person?.name ?? 'nobody'}`;
}

/** A file of numbers has the duration of handlers in it. */
const maskSize = (shownAs: string): string => shownAs.replace(/\d+(?= bytes$)/, '‹…›');

/** How long handlers took in reality, and how that has changed. */
function maskDurations(text: string): string {
  const masked = text.replace(
    /[\d.,]+\u00a0(?:ms|мс|s|с|min|мин)(?: (?:<b>)?[▲▼±][^·\n]*?%(?:<\/b>)?)?(?![\p{L}])/gu,
    '‹…›',
  );
  return masked.split('\n\n').map(joinSmallPrint).join('\n\n');
}

/** Where the small print breaks depends on how wide a duration is. */
function joinSmallPrint(block: string): string {
  if (!block.includes('‹…›')) return block;
  const lines = block.split('\n');
  const first = lines.findIndex((line) => line.includes(' · ') || line.includes('‹…›'));
  const [start = '', ...rest] = lines.slice(first);
  return [...lines.slice(0, first), [start, ...rest.map((line) => line.trim())].join(' · ')].join('\n');
}

const tags: Readonly<Record<string, readonly [open: string, close: string]>> = {
  bold: ['<b>', '</b>'],
  italic: ['<i>', '</i>'],
  code: ['<code>', '</code>'],
  blockquote: ['<blockquote>', '</blockquote>'],
  expandable_blockquote: ['<blockquote expandable>', '</blockquote>'],
};

/** What people can click, whether the bot has marked it or Telegram has found it. */
const clickable = ['⟦', '⟧'] as const;

/**
 * Writes a message with what the Bot API server keeps of its formatting: tags as in the Bot API's HTML, and brackets around
 * everything that can be clicked.
 */
function showFormatting({ text, entities }: Pick<ShownMessage, 'text' | 'entities'>): string {
  const marks = entities.flatMap(({ type, offset, length }, depth) => {
    const [open, close] = tags[type] ?? clickable;
    const end = offset + length;
    // Of those that meet at one place, ends come first, the innermost of them before the others.
    return [
      { at: offset, order: depth + 1, mark: open },
      { at: end, order: -depth - 1, mark: close },
    ];
  });
  const sorted = marks.toSorted((a, b) => a.at - b.at || a.order - b.order);
  let from = 0;
  const parts = sorted.map(({ at, mark }) => {
    const part = text.slice(from, at) + mark;
    from = at;
    return part;
  });
  return parts.join('') + text.slice(from);
}
