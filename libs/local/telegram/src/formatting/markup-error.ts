/** Markup that Telegram would not parse. The message is the part behind "can't parse entities: ". */
export class MarkupError extends Error {
  override readonly name = 'MarkupError';
}
