/**
 * Code points that take two cells: those that Unicode calls wide or full-width, without the emoji.
 *
 * @see https://www.unicode.org/reports/tr11/
 */
const wide =
  /^[\u1100-\u115f\u231a\u231b\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]/u;
const emoji = /^\p{Emoji_Presentation}|\ufe0f/u;
const withoutWidth = /^[\p{Mn}\p{Me}\p{Cf}]/u;
const plain = /^[ -~]*$/;

let segmenter: Intl.Segmenter | undefined;

/** What people take for single characters, although they may have many code points. */
function graphemesOf(text: string): Iterable<Intl.SegmentData> {
  // Made when it is first needed: it takes as long as a tenth of the start of a program.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/**
 * Tells how many cells of a terminal a text takes: East Asian characters and emoji take two, combining marks none.
 *
 * @param text - Without control characters; see `escapeControls`.
 * @param atMost - Counting stops beyond it, so that a long text costs no more than is asked for.
 * @returns The number of cells, or some number above `atMost`.
 */
export function displayWidth(text: string, atMost = Infinity): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemesOf(text)) {
    width += graphemeWidth(segment);
    if (width > atMost) break;
  }
  return width;
}

/** The code units of a shown grapheme: people's longest have about 12, hostile ones pile up marks without end. */
const maxGraphemeLength = 32;

/**
 * Cuts a text that is too wide, and ends it with `…` then.
 *
 * @param width - In cells, at least 1.
 */
export function cutToWidth(text: string, width: number): string {
  // Marks without width would let a text of any length pass for a short one.
  const isBounded = text.length <= (width + 1) * maxGraphemeLength;
  if (isBounded && displayWidth(text, width) <= width) return text;
  let used = 0;
  let end = 0;
  for (const { segment, index } of graphemesOf(text)) {
    const next = used + graphemeWidth(segment);
    if (next > width - 1 || segment.length > maxGraphemeLength) break;
    used = next;
    end = index + segment.length;
  }
  return `${text.slice(0, end)}…`;
}

function graphemeWidth(grapheme: string): number {
  if (emoji.test(grapheme) || wide.test(grapheme)) return 2;
  return withoutWidth.test(grapheme) ? 0 : 1;
}

/**
 * What a terminal would obey or hide instead of showing: control characters (ANSI sequences start with one), line and
 * paragraph separators, marks that reverse the direction of text, invisible characters and halves of surrogate pairs.
 * Joiners stay, since emoji and several scripts are written with them.
 */
const unsafe =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const shortForms: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Makes a text from elsewhere harmless on a terminal and keeps it on one line.
 *
 * @returns The text with `\n`, `\t`, `\x1b`, `\u202e` and so on in place of what is not shown. Backslashes of the text
 * itself stay as they are.
 * @example
 * escapeControls('red: \u001b[31m'); // 'red: \\x1b[31m'
 */
export const escapeControls = (text: string): string => (plain.test(text) ? text : text.replace(unsafe, escapeOne));

function escapeOne(char: string): string {
  const short = shortForms[char];
  if (short !== undefined) return short;
  const hex = (char.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

/** @returns A whole number with commas between thousands; `toLocaleString` takes 10 ms when it is first called. */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** @returns For example `1 row`, `2,000 rows`. */
export const counted = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
