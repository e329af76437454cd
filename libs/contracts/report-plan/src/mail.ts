/** The sender of a mail. */
export interface Mailbox {
  /** The display name; may be empty. */
  readonly name: string;
  readonly address: string;
}

/**
 * Parses a sender.
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
 * Tells whether a text may be the address in the header `List-Unsubscribe`, without its brackets: `https://` or
 * `mailto:`, in printable ASCII.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc2369#section-2
 */
export const isUnsubscribeAddress = (text: string): boolean => /^(https:\/\/|mailto:)[!-;=?-~]+$/.test(text);
