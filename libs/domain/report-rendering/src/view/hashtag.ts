const maxLength = 64;

/**
 * Makes a hashtag of a report's id, so that the chat can be searched for all reports of its kind.
 *
 * @returns undefined for an id without a letter: Telegram takes no number for a hashtag.
 * @example hashtagOf('daily-usage'); // '#daily_usage'
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp match_hashtags
 */
export function hashtagOf(reportId: string): string | undefined {
  const words = reportId.slice(0, maxLength).replace(/[^a-zA-Z0-9]+/g, '_');
  return /[a-zA-Z]/.test(words) ? `#${words}` : undefined;
}
