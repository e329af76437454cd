import { MarkupError } from './markup-error';
import { bytesBefore } from './read-start-tag';

/** A text in MarkdownV2 and how far it was read. */
export class MarkedText {
  readonly marked: string;
  at = 0;

  constructor(marked: string) {
    this.marked = marked;
  }

  get isAtEnd(): boolean {
    return this.at >= this.marked.length;
  }

  /** @returns The character here or so many further on; empty behind the end. */
  character(ahead = 0): string {
    return this.marked.charAt(this.at + ahead);
  }

  follows(text: string): boolean {
    return this.marked.startsWith(text, this.at);
  }

  /** Reads a text if it follows. @returns Whether it did. */
  take(text: string): boolean {
    if (!this.follows(text)) return false;
    this.at += text.length;
    return true;
  }

  /** Reads `\` with the character behind it, if it follows. @returns That character. */
  takeEscaped(): string | undefined {
    if (!this.isEscape(this.at)) return undefined;
    this.at += 2;
    return this.character(-1);
  }

  /** Reads the language in the first line of a block, and its line break, which is not part of the block. */
  takeLanguage(): string {
    const [name = ''] = /^[^ \t\r\n\v\0`]*/.exec(this.marked.slice(this.at)) ?? [];
    const behind = this.character(name.length);
    const language = behind === '' || behind === '`' ? '' : name;
    this.at += language.length;
    const [lineBreak = ''] = /^(?:\r\n|\n\r|\r|\n)/.exec(this.marked.slice(this.at, this.at + 2)) ?? [];
    this.at += lineBreak.length;
    return language;
  }

  /** Reads `](target)`, from the bracket on. @throws {MarkupError} It does not end. */
  takeTarget(): string {
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

  private isEscape(at: number): boolean {
    const next = this.marked.charCodeAt(at + 1);
    return this.marked.charAt(at) === '\\' && next > 0 && next <= 126;
  }
}
