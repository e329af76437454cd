/**
 * Takes the address out of a sender.
 *
 * @param sender - An address, or `Name <address>`.
 */
export const addressOf = (sender: string): string => /<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender.trim();
