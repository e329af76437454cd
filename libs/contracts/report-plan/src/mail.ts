/** Who sends a mail. */
export interface Mailbox {
  /** As people read it; empty: none. */
  readonly name: string;
  readonly address: string;
}

/**
 * Takes a sender apart.
 *
 * @param sender - An address, or `Name <address>`, with the name in quotes or not.
 * @example mailboxOf('"Pulso: reports" <reports@example.com>'); // { name: 'Pulso: reports', address: 'reports@…' }
 */
export function mailboxOf(sender: string): Mailbox {
  const [, name = '', address = sender] = /^([^<>]*)<([^<>]+)>\s*$/.exec(sender) ?? [];
  const [, unquoted = name] = /^\s*"(.*)"\s*$/.exec(name) ?? [];
  return { name: unquoted.trim(), address: address.trim() };
}

/**
 * Tells whether readers of a mail can be sent there to get no more of them: `https://` or `mailto:`, in printable ASCII
 * and without the brackets around it in the header `List-Unsubscribe`.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc2369#section-2
 */
export const isUnsubscribeAddress = (text: string): boolean => /^(https:\/\/|mailto:)[!-;=?-~]+$/.test(text);
