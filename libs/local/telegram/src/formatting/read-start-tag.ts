import { decodeHtmlEntity } from './decode-html-entity';
import { MarkupError } from './markup-error';

/** Every tag that Telegram's HTML mode documents. */
const supportedTags = new Set(
  'a b strong i em s strike del u ins tg-spoiler tg-emoji tg-time span pre code blockquote'.split(' '),
);

/** White space as the server knows it: a no-break space is part of a name. */
export const space = /[ \t\r\n\v]/;
export const nameCharacter = /[^ \t\r\n\v\0>]/;

/** Whether a tag ends too early: the server takes a NUL for the end of the text. */
const isEnd = (html: string, at: number): boolean => at >= html.length || html.charAt(at) === '\0';

/** A start tag with the one attribute that matters to it. */
export interface StartTag {
  readonly name: string;
  /** Of `tg-time`: epoch seconds, 0 when there are none. */
  readonly unixTime: number;
  /** href of `a`, format of `tg-time`, emoji-id of `tg-emoji`, the language of `code`, the class behind `tg-` of `span`, `1` for expandable. */
  readonly argument: string;
  readonly nextAt: number;
}

/**
 * Reads a start tag.
 *
 * @param at - Where its `<` stands.
 * @throws {MarkupError} The tag is not supported, not closed or has a broken attribute.
 */
export function readStartTag(html: string, at: number): StartTag {
  const nameEnd = skip(html, at + 1, nameCharacter);
  if (isEnd(html, nameEnd)) throw new MarkupError(`Unclosed start tag at byte offset ${bytesBefore(html, at)}`);
  const name = html.slice(at + 1, nameEnd).toLowerCase();
  if (!supportedTags.has(name)) {
    throw new MarkupError(`Unsupported start tag "${name}" at byte offset ${bytesBefore(html, at)}`);
  }

  let argument = '';
  let unixTime = 0;
  let cursor = skip(html, nameEnd, space);
  while (html.charAt(cursor) !== '>') {
    const attribute = readAttribute(html, cursor, { name, at });
    argument = argumentOf(name, attribute) ?? argument;
    if (name === 'tg-time' && attribute.name === 'unix') unixTime = parseInt(attribute.value, 10) || 0;
    if (isEnd(html, attribute.nextAt)) {
      throw new MarkupError(`Unclosed start tag at byte offset ${bytesBefore(html, at)}`);
    }
    cursor = skip(html, attribute.nextAt, space);
  }
  if (name === 'span' && argument !== 'spoiler') {
    throw new MarkupError(`Tag "span" must have class "tg-spoiler" at byte offset ${bytesBefore(html, at)}`);
  }
  return { name, argument, unixTime, nextAt: cursor + 1 };
}

interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly nextAt: number;
}

function readAttribute(html: string, from: number, tag: { name: string; at: number }): Attribute {
  const nameEnd = skip(html, from, /[^ \t\r\n\v\0=>/"']/);
  const name = html.slice(from, nameEnd);
  const tagAt = bytesBefore(html, tag.at);
  if (name === '') throw new MarkupError(`Empty attribute name in the tag "${tag.name}" at byte offset ${tagAt}`);
  const equals = skip(html, nameEnd, space);
  if (isEnd(html, equals)) throw new MarkupError(`Unclosed start tag "${tag.name}" at byte offset ${tagAt}`);
  if (html.charAt(equals) !== '=') return { name, value: '', nextAt: equals };

  const valueAt = skip(html, equals + 1, space);
  if (isEnd(html, valueAt)) throw new MarkupError(`Unclosed start tag "${tag.name}" at byte offset ${tagAt}`);
  const quote = html.charAt(valueAt);
  if (quote === '"' || quote === "'") return { name, ...readQuoted(html, valueAt + 1, quote) };

  const nextAt = skip(html, valueAt, /[A-Za-z0-9.-]/);
  if (!isEnd(html, nextAt) && !/[ \t\r\n\v>]/.test(html.charAt(nextAt))) {
    throw new MarkupError(`Unexpected end of name token at byte offset ${bytesBefore(html, valueAt)}`);
  }
  return { name, value: html.slice(valueAt, nextAt).toLowerCase(), nextAt };
}

function readQuoted(html: string, from: number, quote: string): { value: string; nextAt: number } {
  let value = '';
  let at = from;
  while (!isEnd(html, at) && html.charAt(at) !== quote) {
    const decoded = html.charAt(at) === '&' ? decodeHtmlEntity(html, at) : undefined;
    value += decoded?.character ?? html.charAt(at);
    at = decoded?.nextAt ?? at + 1;
  }
  return { value, nextAt: isEnd(html, at) ? at : at + 1 };
}

function argumentOf(tag: string, { name, value }: Attribute): string | undefined {
  if (tag === 'a' && name === 'href') return value;
  if (tag === 'tg-emoji' && name === 'emoji-id') return value;
  if (tag === 'tg-time' && name === 'format') return value;
  if (tag === 'code' && name === 'class' && value.startsWith('language-')) return value.slice('language-'.length);
  if (tag === 'span' && name === 'class' && value.startsWith('tg-')) return value.slice('tg-'.length);
  if (tag === 'blockquote' && name === 'expandable') return '1';
  return undefined;
}

/** @returns The first position from `at` on whose character does not match. */
export function skip(html: string, at: number, pattern: RegExp): number {
  let cursor = at;
  while (cursor < html.length && pattern.test(html.charAt(cursor))) cursor += 1;
  return cursor;
}

/** @returns The position as Telegram counts it in its errors: UTF-8 bytes before it. */
export const bytesBefore = (html: string, at: number): number => Buffer.byteLength(html.slice(0, at), 'utf8');
