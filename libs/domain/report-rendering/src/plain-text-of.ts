import { type Html } from '@pulso/kit/telegram';

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

/**
 * Gives the text that Telegram has left after parsing: what its length limit counts, and what a plain-text message
 * falls back to.
 *
 * Right for HTML that the `html` template made, where every `<` begins a tag; not a parser for other people's HTML.
 */
export const plainTextOf = ({ html }: Html): string =>
  html.replace(/<[^>]*>/g, '').replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] ?? entity);
