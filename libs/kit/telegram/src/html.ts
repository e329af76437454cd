/** Text that is already safe Telegram HTML. Only {@link html} and {@link joinHtml} make it. */
export interface Html {
  readonly html: string;
}

/**
 * Escapes text for Telegram's HTML parse mode, attribute values included.
 *
 * @see https://core.telegram.org/bots/api#html-style
 */
export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/**
 * Builds Telegram HTML from a template; every interpolated value is escaped unless it is {@link Html} itself.
 *
 * @example
 * html`<b>${userText}</b>`.html;
 */
export const html = (strings: TemplateStringsArray, ...values: (string | number | Html)[]): Html => ({
  html: strings.reduce((out, part, index) => {
    const value = values[index - 1];
    if (value === undefined) return out + part;
    return out + (typeof value === 'object' ? value.html : escapeHtml(String(value))) + part;
  }),
});

/** Joins pieces of HTML, by default one per line. */
export const joinHtml = (parts: readonly Html[], separator = '\n'): Html => ({
  html: parts.map((part) => part.html).join(separator),
});
