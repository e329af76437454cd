import { type MessageEntity } from '../telegram-types';
import { entityOfTarget } from './entity-of-target';
import {
  type Kind,
  type OpenEntity,
  endsWith,
  markLengthOf,
  plainTypes,
  reserved,
  verbatim,
} from './markdown-v2-kinds';
import { MarkedText } from './marked-text';
import { MarkupError } from './markup-error';
import { type FormattedText } from './parse-html';
import { bytesBefore } from './read-start-tag';
import { sortEntities } from './sort-entities';
import { textLink } from './text-link';

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
  private readonly source: MarkedText;
  private readonly open: OpenEntity[] = [];
  private readonly entities: MessageEntity[] = [];
  private text = '';
  private isInQuote = false;
  private mayStartQuote = true;

  constructor(marked: string) {
    this.source = new MarkedText(marked);
  }

  parse(): FormattedText {
    while (!this.source.isAtEnd) this.step();
    this.endQuoteAtEnd();
    const last = this.open.at(-1);
    if (last) throw this.endNotFound(last);
    return { text: this.text, entities: sortEntities(this.entities) };
  }

  private step(): void {
    const character = this.source.character();
    const escaped = this.source.takeEscaped();
    if (escaped !== undefined) {
      this.add(escaped);
      return;
    }
    const last = this.open.at(-1);
    const special = last && verbatim.includes(last.kind) ? '`' : reserved;
    if (!special.includes(character)) {
      this.add(character);
      // A line that ends inside of code starts no quote.
      if (character === '\n') this.mayStartQuote = false;
      this.source.at += 1;
    } else if (last && this.endsHere(last.kind, character)) this.endEntity(last, character);
    else this.startEntity(character);
  }

  private add(character: string): void {
    this.text += character;
    if (character !== '\r') this.mayStartQuote = character === '\n';
  }

  private endsHere(kind: Kind, character: string): boolean {
    if (this.isInQuote && character === '\n' && this.source.character(1) !== '>') return true;
    return endsWith(kind, this.source);
  }

  private startEntity(character: string): void {
    const at = this.source.at;
    switch (character) {
      case '\n':
        this.add(character);
        this.source.at += 1;
        return;
      case '>':
        if (!this.mayStartQuote) throw notEscaped(character);
        this.source.at += 1;
        if (!this.isInQuote) this.begin('BlockQuote', at);
        this.isInQuote = true;
        return;
      case '`':
        this.startCode(at);
        return;
      case '_':
        this.begin(this.source.take('__') ? 'Underline' : this.takeOne('Italic'), at);
        return;
      case '|':
        if (!this.source.take('||')) throw notEscaped(character);
        this.begin('Spoiler', at);
        return;
      case '!':
        if (!this.source.take('![')) throw notEscaped(character);
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

  private startCode(at: number): void {
    if (!this.source.take('```')) {
      this.begin(this.takeOne('Code'), at);
      return;
    }
    const language = this.source.takeLanguage();
    this.begin(language === '' ? 'Pre' : 'PreCode', at, language);
  }

  private takeOne(kind: Kind): Kind {
    this.source.at += 1;
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
        this.source.at += markLengthOf(last.kind);
        const type = plainTypes[last.kind];
        if (type !== undefined) this.keep(last, { type, ...(last.language !== '' && { language: last.language }) });
      }
    }
  }

  /** The line break behind a quote ends it and belongs to it. A spoiler's mark before it makes the quote expandable. */
  private endQuoteAtLine(last: OpenEntity): void {
    const isExpandable = last.kind === 'Spoiler' && /^\|\|\r?$/.test(this.source.marked.slice(last.at, this.source.at));
    const quote = isExpandable ? this.open.at(-2) : last;
    if (quote?.kind !== 'BlockQuote') throw this.endNotFound(quote ?? last);
    this.open.splice(isExpandable ? -2 : -1);
    this.isInQuote = false;
    this.text += '\n';
    this.mayStartQuote = true;
    this.source.at += 1;
    this.keep(quote, { type: isExpandable ? 'expandable_blockquote' : 'blockquote' });
  }

  private endQuoteAtEnd(): void {
    const last = this.open.at(-1);
    if (!this.isInQuote || !last) return;
    const isExpandable = last.kind === 'Spoiler' && last.at === this.source.marked.length - 2;
    if (isExpandable) this.open.pop();
    const quote = this.open.at(-1);
    if (quote?.kind !== 'BlockQuote') return;
    this.open.pop();
    this.keep(quote, { type: isExpandable ? 'expandable_blockquote' : 'blockquote' });
  }

  private endLink(entity: OpenEntity): void {
    const hasTarget = this.source.character(1) === '(';
    const url = hasTarget ? this.source.takeTarget() : this.text.slice(entity.offset);
    if (!hasTarget) this.source.at += 1;
    const link = textLink(url);
    if (link) this.keep(entity, link);
  }

  private endCustomEmoji(entity: OpenEntity): void {
    if (this.source.character(1) !== '(') {
      throw new MarkupError('The entity must contain a tg://emoji or tg://time URL');
    }
    const target = entityOfTarget(this.source.takeTarget());
    if (!target) throw new MarkupError('Invalid tg://emoji or tg://time URL specified');
    this.keep(entity, target);
  }

  private keep({ offset }: OpenEntity, entity: Omit<MessageEntity, 'offset' | 'length'>): void {
    const length = this.text.length - offset;
    if (length > 0) this.entities.push({ ...entity, offset, length });
  }

  private endNotFound({ kind, at }: OpenEntity): MarkupError {
    return new MarkupError(`Can't find end of ${kind} entity at byte offset ${bytesBefore(this.source.marked, at)}`);
  }
}

const notEscaped = (character: string): MarkupError =>
  new MarkupError(`Character '${character}' is reserved and must be escaped with the preceding '\\'`);
