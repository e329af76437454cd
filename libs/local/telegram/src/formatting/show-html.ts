import { addFoundEntities, cleanText } from './clean-text';
import { type FormattedText, parseHtml } from './parse-html';

/**
 * Makes of HTML what people get to see of it: the text, and what of it is formatted or can be clicked. For specs that ask
 * what becomes of a text without sending it.
 *
 * @throws {MarkupError} It is not the HTML that the Bot API takes.
 */
export const showHtml = (html: string): FormattedText => addFoundEntities(cleanText(parseHtml(html)));
