import { inertText } from '@pulso/kit/telegram';

/**
 * Keeps mail programs and chats from making links, mentions or channels of a text. Escaping does not keep them from it.
 *
 * @returns The text with invisible characters in it. `inertText` does the same for Telegram, which takes no address
 *   without a dot for a link.
 */
export const withoutLinks = (text: string): string => inertText(text).replace(/:(?=\/\/)/g, ':\u2060');
