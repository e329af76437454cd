import { type MessageEntity } from '../telegram-types';
import { entityOfTarget } from './entity-of-target';
import { MarkupError } from './markup-error';
import { type FormattedText } from './parse-html';
import { bytesBefore } from './read-start-tag';
import { sortEntities } from './sort-entities';
import { textLink } from './text-link';

/** As Telegram's errors call them. */
type Kind =
  | 'Bold'
  | 'Italic'
  | 'Underline'
  | 'Strikethrough'
  | 'Spoiler'
  | 'Code'
  | 'Pre'
  | 'PreCode'
  | 'TextUrl'
  | 'CustomEmoji'
  | 'BlockQuote';

interface OpenEntity {
  readonly kind: Kind;
  readonly language: string;
  /** In the plain text. */
  readonly offset: number;
  /** In the marked text. */
  readonly at: number;
}

const types: Partial<Record<Kind, string>> = {
  Bold: 'bold',
  Italic: 'italic',
  Underline: 'underline',
  Strikethrough: 'strikethrough',
  Spoiler: 'spoiler',
  Code: 'code',
  Pre: 'pre',
  PreCode: 'pre',
};

/** Kinds inside which only a backtick and a backslash mean something. */
const verbatim: readonly Kind[] = ['Code', 'Pre', 'PreCode'];

const reserved = '_*[]()~`>#+-=|{}.!\n';

/**
 * Parses Telegram's MarkdownV2 as strictly as its server does: eighteen characters must be escaped, entities must nest
 * and end; offsets of errors count UTF-8 bytes.
 *
 * @throws {MarkupError} With the text that Telegram gives.
 * @see https://core.telegram.org/bots/api#markdownv2-style
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp parse_markdown_v2
 */
export function parseMarkdownV2(marked: string): FormattedText {
  return new MarkdownV2Parser(marked).parse();
}

class MarkdownV2Parser {
  private readonly marked: string;
  private readonly open: OpenEntity[] = [];
  private readonly entities: MessageEntity[] = [];
  private text = '';
  private at = 0;
  private isInQuote = false;
  private mayStartQuote = true;

  constructor(marked: string) {
    this.marked = marked;
  }

  parse(): FormattedText {
    while (this.at < this.marked.length) this.step();
    this.endQuoteAtEnd();
    const last = this.open.at(-1);
    if (last) throw this.endNotFound(last);
    return { text: this.text, entities: sortEntities(this.entities) };
  }

  private step(): void {
    const character = this.marked.charAt(this.at);
    if (this.isEscape(this.at)) {
      this.add(this.marked.charAt(this.at + 1));
      this.at += 2;
      return;
    }
    const last = this.open.at(-1);
    const special = last && verbatim.includes(last.kind) ? '`' : reserved;
    if (!special.includes(character)) {
      this.add(character);
      // A line that ends inside of code starts no quote.
      if (character === '\n') this.mayStartQuote = false;
      this.at += 1;
    } else if (last && this.endsHere(last.kind, character)) this.endEntity(last, character);
    else this.startEntity(character);
  }

  private isEscape(at: number): boolean {
    const next = this.marked.charCodeAt(at + 1);
    return this.marked.charAt(at) === '\\' && next > 0 && next <= 126;
  }

  private add(character: string): void {
    this.text += character;
    if (character !== '\r') this.mayStartQuote = character === '\n';
  }

  private follows(text: string): boolean {
    return this.marked.startsWith(text, this.at);
  }

  private endsHere(kind: Kind, character: string): boolean {
    const next = this.marked.charAt(this.at + 1);
    if (this.isInQuote && character === '\n' && next !== '>') return true;
    switch (kind) {
      case 'Bold':
        return character === '*';
      case 'Italic':
        return character === '_' && next !== '_';
      case 'Underline':
        return this.follows('__');
      case 'Strikethrough':
        return character === '~';
      case 'Spoiler':
        return this.follows('||');
      case 'Code':
        return character === '`';
      case 'Pre':
      case 'PreCode':
        return this.follows('```');
      case 'TextUrl':
      case 'CustomEmoji':
        return character === ']';
      case 'BlockQuote':
        return false;
      default:
        return kind satisfies never;
    }
  }

  private startEntity(character: string): void {
    const at = this.at;
    switch (character) {
      case '\n':
        this.add(character);
        this.at += 1;
        return;
      case '>':
        if (!this.mayStartQuote) throw notEscaped(character);
        this.at += 1;
        if (!this.isInQuote) this.begin('BlockQuote', at);
        this.isInQuote = true;
        return;
      case '`':
        this.startCode(at);
        return;
      case '_':
        this.begin(this.take('__') ? 'Underline' : this.takeOne('Italic'), at);
        return;
      case '|':
        if (!this.take('||')) throw notEscaped(character);
        this.begin('Spoiler', at);
        return;
      case '!':
        if (!this.take('![')) throw notEscaped(character);
        this.begin('CustomEmoji', at);
        return;
      case '*':
        this.begin(this.takeOne('Bold'), at);
        return;
      case '~':
        this.begin(this.takeOne('Strikethrough'), at);
        return;
      case '[':
        this.begin(this.takeOne('TextUrl'), at);
        return;
      default:
        throw notEscaped(character);
    }
  }

  /** A block may name its language in the first line; that line break is not part of it. */
  private startCode(at: number): void {
    if (!this.take('```')) {
      this.begin(this.takeOne('Code'), at);
      return;
    }
    const [name = ''] = /^[^ \t\r\n\v\0`]*/.exec(this.marked.slice(this.at)) ?? [];
    const behind = this.marked.charAt(this.at + name.length);
    const language = behind === '' || behind === '`' ? '' : name;
    this.at += language.length;
    const [lineBreak = ''] = /^(?:\r\n|\n\r|\r|\n)/.exec(this.marked.slice(this.at, this.at + 2)) ?? [];
    this.at += lineBreak.length;
    this.begin(language === '' ? 'Pre' : 'PreCode', at, language);
  }

  private take(text: string): boolean {
    if (!this.follows(text)) return false;
    this.at += text.length;
    return true;
  }

  private takeOne(kind: Kind): Kind {
    this.at += 1;
    return kind;
  }

  private begin(kind: Kind, at: number, language = ''): void {
    this.open.push({ kind, language, offset: this.text.length, at });
  }

  private endEntity(last: OpenEntity, character: string): void {
    if (character === '\n') {
      this.endQuoteAtLine(last);
      return;
    }
    this.open.pop();
    switch (last.kind) {
      case 'TextUrl':
        this.endLink(last);
        return;
      case 'CustomEmoji':
        this.endCustomEmoji(last);
        return;
      default: {
        this.at += { Underline: 2, Spoiler: 2, Pre: 3, PreCode: 3 }[String(last.kind)] ?? 1;
        const type = types[last.kind];
        if (type !== undefined) this.keep(last, { type, ...(last.language !== '' && { language: last.language }) });
      }
    }
  }

  /** The line break behind a quote ends it and belongs to it. A spoiler's mark before it makes the quote expandable. */
  private endQuoteAtLine(last: OpenEntity): void {
    const isExpandable = last.kind === 'Spoiler' && /^\|\|\r?$/.test(this.marked.slice(last.at, this.at));
    const quote = isExpandable ? this.open.at(-2) : last;
    if (quote?.kind !== 'BlockQuote') throw this.endNotFound(quote ?? last);
    this.open.splice(isExpandable ? -2 : -1);
    this.isInQuote = false;
    this.text += '\n';
    this.mayStartQuote = true;
    this.at += 1;
    this.keep(quote, { type: isExpandable ? 'expandable_blockquote' : 'blockquote' });
  }

  private endQuoteAtEnd(): void {
    const last = this.open.at(-1);
    if (!this.isInQuote || !last) return;
    const isExpandable = last.kind === 'Spoiler' && last.at === this.marked.length - 2;
    if (isExpandable) this.open.pop();
    const quote = this.open.at(-1);
    if (quote?.kind !== 'BlockQuote') return;
    this.open.pop();
    this.keep(quote, { type: isExpandable ? 'expandable_blockquote' : 'blockquote' });
  }

  private endLink(entity: OpenEntity): void {
    const hasTarget = this.marked.charAt(this.at + 1) === '(';
    const url = hasTarget ? this.readTarget() : this.text.slice(entity.offset);
    if (!hasTarget) this.at += 1;
    const link = textLink(url);
    if (link) this.keep(entity, link);
  }

  private endCustomEmoji(entity: OpenEntity): void {
    if (this.marked.charAt(this.at + 1) !== '(') {
      throw new MarkupError('The entity must contain a tg://emoji or tg://time URL');
    }
    const target = entityOfTarget(this.readTarget());
    if (!target) throw new MarkupError('Invalid tg://emoji or tg://time URL specified');
    this.keep(entity, target);
  }

  /** Reads `](target)`, from the bracket on. */
  private readTarget(): string {
    const begin = this.at + 2;
    let target = '';
    let at = begin;
    while (at < this.marked.length && this.marked.charAt(at) !== ')') {
      if (this.isEscape(at)) at += 1;
      target += this.marked.charAt(at);
      at += 1;
    }
    if (this.marked.charAt(at) !== ')') {
      throw new MarkupError(`Can't find end of a URL at byte offset ${bytesBefore(this.marked, begin)}`);
    }
    this.at = at + 1;
    return target;
  }

  private keep({ offset }: OpenEntity, entity: Omit<MessageEntity, 'offset' | 'length'>): void {
    const length = this.text.length - offset;
    if (length > 0) this.entities.push({ ...entity, offset, length });
  }

  private endNotFound({ kind, at }: OpenEntity): MarkupError {
    return new MarkupError(`Can't find end of ${kind} entity at byte offset ${bytesBefore(this.marked, at)}`);
  }
}

const notEscaped = (character: string): MarkupError =>
  new MarkupError(`Character '${character}' is reserved and must be escaped with the preceding '\\'`);
