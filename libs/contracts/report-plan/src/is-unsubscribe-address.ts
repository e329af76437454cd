/**
 * Tells whether readers of a mail can be sent there to get no more of them: `https://` or `mailto:`, in printable ASCII
 * and without the brackets around it in the header `List-Unsubscribe`.
 *
 * A stage's settings are checked by it before a deployment, and the notifier's environment at its cold start.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc2369#section-2
 */
export const isUnsubscribeAddress = (text: string): boolean => /^(https:\/\/|mailto:)[!-;=?-~]+$/.test(text);
