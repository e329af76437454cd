/** A part of a text. */
export interface Span {
  /** UTF-16 units; `end` is behind the last one. */
  readonly begin: number;
  readonly end: number;
}

export interface FoundUrl extends Span {
  readonly type: 'url' | 'email';
}

/** What a link does not end with. */
export const noEnd = ".:;,('?!`";
