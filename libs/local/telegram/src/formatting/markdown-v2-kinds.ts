import { type MarkedText } from './marked-text';

/** As Telegram's errors call them. */
export type Kind =
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

/** An entity whose end was not read yet. */
export interface OpenEntity {
  readonly kind: Kind;
  readonly language: string;
  /** In the plain text. */
  readonly offset: number;
  /** In the marked text. */
  readonly at: number;
}

/** As the Bot API calls them, of those that need nothing else. */
export const plainTypes: Partial<Record<Kind, string>> = {
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
export const verbatim: readonly Kind[] = ['Code', 'Pre', 'PreCode'];

/** What means something, or must be escaped. */
export const reserved = '_*[]()~`>#+-=|{}.!\n';

/** How long the marks are that are not one character long. */
const markLengths: Partial<Record<Kind, number>> = { Underline: 2, Spoiler: 2, Pre: 3, PreCode: 3 };

export const markLengthOf = (kind: Kind): number => markLengths[kind] ?? 1;

/** Whether an entity of this kind ends where the text was read to. */
export function endsWith(kind: Kind, source: MarkedText): boolean {
  const character = source.character();
  switch (kind) {
    case 'Bold':
      return character === '*';
    case 'Italic':
      return character === '_' && source.character(1) !== '_';
    case 'Underline':
      return source.follows('__');
    case 'Strikethrough':
      return character === '~';
    case 'Spoiler':
      return source.follows('||');
    case 'Code':
      return character === '`';
    case 'Pre':
    case 'PreCode':
      return source.follows('```');
    case 'TextUrl':
    case 'CustomEmoji':
      return character === ']';
    case 'BlockQuote':
      return false;
    default:
      return kind satisfies never;
  }
}
