/** How a mail is to be looked at: as on a bright screen, or on a dark one. */
export type MailScheme = 'light' | 'dark';

/**
 * Makes a page of a mail's HTML, with the colours that a mail program has that is set to a scheme.
 *
 * A browser tells a page the scheme of the person's system. A mail asks for it by `@media (prefers-color-scheme: dark)`:
 * these questions are answered here, as the page can't be told otherwise in every browser.
 *
 * @returns HTML that may hold anything: it must be served with a policy that lets it do nothing.
 */
export function mailPage(html: string, scheme: MailScheme): string {
  const answered = html.replace(
    /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi,
    (_, asked: string) => `(min-width: ${asked.toLowerCase() === scheme ? 0 : 999_999}px)`,
  );
  const meta = `<meta name="color-scheme" content="${scheme}">`;
  const head = /<head[^>]*>/i.exec(answered);
  // The first one counts, so that of the mail itself has to come later.
  return head ? answered.replace(head[0], () => `${head[0]}${meta}`) : `${meta}${answered}`;
}
