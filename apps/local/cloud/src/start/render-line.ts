/** Widest name of a service of this project; a longer one only shifts its line. */
const nameWidth = 12;

/** Enough of a request id to tell requests apart and to find the rest of it. */
const shownIdLength = 8;

/** Codes of SGR, by level. */
export const problemColours: Readonly<Record<string, number>> = { WARN: 33, ERROR: 31, FATAL: 31 };

/** One line of what happens in the local cloud. Colours are codes of SGR. */
export interface Line {
  /** Epoch ms. */
  readonly atMs: number;
  /** Who it is about. */
  readonly name: string;
  readonly nameColour?: number | undefined;
  /** Of a request. */
  readonly id?: string | undefined;
  readonly text: string;
  readonly textColour?: number | undefined;
}

/**
 * Names, ids and texts may come from strangers: what would steer the terminal is shown as an escape, here and nowhere else.
 *
 * @returns Renders lines: time (UTC), name, the beginning of the id, text; without a line break at the end.
 */
export function lineRenderer(colours: boolean): (line: Line) => string {
  const paint = (text: string, code: number | undefined): string =>
    colours && code !== undefined ? `\u001B[${code}m${text}\u001B[0m` : text;
  return ({ atMs, name, nameColour, id = '-'.repeat(shownIdLength), text, textColour }) =>
    [
      new Date(atMs).toISOString().slice(11, 23),
      paint(withoutControls(name).padEnd(nameWidth), nameColour),
      withoutControls(id.slice(0, shownIdLength)),
      paint(withoutControls(text), textColour),
    ].join('  ');
}

/** A stranger's text must not steer the terminal, nor turn its writing direction. */
const withoutControls = (text: string): string =>
  text.replace(
    /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
