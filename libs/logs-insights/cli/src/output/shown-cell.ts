import { escapeControls } from '../../../engine/src/terminal-text/escape-controls';

/** Longer cells can't be shown as a whole on any terminal; cut here, they cost nothing more. */
const mostShown = 10_000;

/**
 * Makes a value fit to be shown on one line: white space at its end, such as Lambda's line ends, is dropped, and what a
 * terminal would obey is escaped.
 *
 * @param isCut - Whether what is beyond a terminal's reach can be left out, since it will be cut anyway.
 */
export function shownCell(value: string | undefined, isCut: boolean): string {
  if (value === undefined) return '';
  const text = isCut && value.length > mostShown ? value.slice(0, mostShown) : value;
  return escapeControls(text.trimEnd());
}
