import { type MessageEntity } from '../telegram-types';
import { MarkupError } from './markup-error';
import { type FormattedText } from './parse-html';
import { bytesBefore } from './read-start-tag';
import { textLink } from './text-link';

/**
 * Parses Telegram's legacy Markdown: entities do not nest, and only their four marks can be escaped, outside of them.
 *
 * @throws {MarkupError} With the text that Telegram gives.
 * @see https://core.telegram.org/bots/api#markdown-style
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp parse_markdown
 */
export function parseMarkdown(marked: string): FormattedText {
  const entities: MessageEntity[] = [];
  let text = '';
  for (let at = 0; at < marked.length;) {
    const character = marked.charAt(at);
    if (character === '\\' && isMark(marked.charAt(at + 1))) {
      text += marked.charAt(at + 1);
      at += 2;
    } else if (!isMark(character)) {
      text += character;
      at += 1;
    } else {
      const { content, entity, nextAt } = readEntity(marked, at);
      if (content !== '' && entity) entities.push({ ...entity, offset: text.length, length: content.length });
      text += content;
      at = nextAt;
    }
  }
  return { text, entities };
}

const isMark = (character: string): boolean => character !== '' && '_*`['.includes(character);

interface ReadEntity {
  readonly content: string;
  readonly entity: Omit<MessageEntity, 'offset' | 'length'> | undefined;
  readonly nextAt: number;
}

function readEntity(marked: string, at: number): ReadEntity {
  if (marked.startsWith('```', at)) return readPre(marked, at);
  const mark = marked.charAt(at);
  const end = marked.indexOf(mark === '[' ? ']' : mark, at + 1);
  if (end < 0) throw endNotFound(marked, at);
  const content = marked.slice(at + 1, end);
  switch (mark) {
    case '_':
      return { content, entity: { type: 'italic' }, nextAt: end + 1 };
    case '*':
      return { content, entity: { type: 'bold' }, nextAt: end + 1 };
    case '`':
      return { content, entity: { type: 'code' }, nextAt: end + 1 };
    default:
      return readLink(marked, content, end + 1);
  }
}

/** A target without an end goes to the end of the text: Telegram takes it. Behind no words it is read as text. */
function readLink(marked: string, content: string, at: number): ReadEntity {
  if (content === '' || marked.charAt(at) !== '(') return { content, entity: textLink(content), nextAt: at };
  const end = marked.indexOf(')', at + 1);
  const url = marked.slice(at + 1, end < 0 ? undefined : end);
  return { content, entity: textLink(url), nextAt: end < 0 ? marked.length : end + 1 };
}

function readPre(marked: string, at: number): ReadEntity {
  const [, name = '', behind] = /^([^ \t\r\n\v\0`]*)([^])?/.exec(marked.slice(at + 3)) ?? [];
  const language = behind === undefined || behind === '`' ? '' : name;
  const afterName = at + 3 + language.length;
  const [lineBreak = ''] = /^(?:\r\n|\n\r|\r|\n)/.exec(marked.slice(afterName, afterName + 2)) ?? [];
  const start = afterName + lineBreak.length;
  const end = marked.indexOf('```', start);
  if (end < 0) throw endNotFound(marked, at);
  const entity = { type: 'pre', ...(language !== '' && { language }) };
  return { content: marked.slice(start, end), entity, nextAt: end + 3 };
}

const endNotFound = (marked: string, at: number): MarkupError =>
  new MarkupError(`Can't find end of the entity starting at byte offset ${bytesBefore(marked, at)}`);
