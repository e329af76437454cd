import { cutToWidth } from '../terminal-text/display-width';
import { escapeControls } from '../terminal-text/escape-controls';

const maxReasonWidth = 80;

/** @returns The value, or why the text is no JSON as the end of a sentence. */
export function parseJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    // The reason quotes the text, which may come from anywhere.
    const reason = String(error instanceof Error ? error.message : error)
      .replace(/ in JSON at/, ' at')
      .replace(/\s*\(line.*$/, '');
    return { problem: `is no JSON: ${cutToWidth(escapeControls(reason), maxReasonWidth)}` };
  }
}
