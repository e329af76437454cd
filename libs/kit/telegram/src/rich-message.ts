/**
 * Text of a rich message, in the Bot API's own form. What it contains is shown as text: it has no markup to break.
 *
 * @see https://core.telegram.org/bots/api#richtext
 */
export type RichText = string | readonly RichText[] | StyledText;

export interface StyledText {
  readonly type: 'bold' | 'italic' | 'code';
  readonly text: RichText;
}

/** @see https://core.telegram.org/bots/api#richblocktablecell */
export interface RichCell {
  /** Absent: the cell is empty. */
  readonly text?: RichText;
  readonly align: 'left' | 'right';
  readonly valign: 'top';
  readonly is_header?: true;
}

/**
 * A block of a rich message, in the Bot API's own form.
 *
 * @see https://core.telegram.org/bots/api#inputrichblock
 */
export type RichBlock =
  /** `size`: 1, the largest, to 6. */
  | { readonly type: 'heading'; readonly text: RichText; readonly size: number }
  | { readonly type: 'paragraph' | 'footer'; readonly text: RichText }
  | { readonly type: 'table'; readonly cells: readonly (readonly RichCell[])[] }
  /** Folded: its summary shows, and its blocks when it is tapped. */
  | { readonly type: 'details'; readonly summary: RichText; readonly blocks: readonly RichBlock[] };
