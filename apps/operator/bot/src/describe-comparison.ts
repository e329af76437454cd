import { type Difference, type WebhookInfo } from '@pulso/operator/bot-registration';

import { type Comparison } from './compare-bot';

/** @example '1 difference', '3 differences' */
export const counted = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

/** @param toDo - The command that would end it. */
export const differenceLines = ({ what, expected, found }: Difference, toDo: string): readonly string[] => [
  `different: ${what}`,
  `  expected  ${expected}`,
  `  found     ${found}`,
  `  to do     ${toDo}`,
];

/** How deliveries go. */
export function deliveryLine(info: WebhookInfo): string {
  const waiting = `${counted(info.pending_update_count, 'update waits', 'updates wait')} at Telegram`;
  if (info.last_error_message === undefined) return `${waiting}; it knows of no failed delivery.`;
  const at = new Date((info.last_error_date ?? 0) * 1000).toISOString().replace('.000', '');
  return `${waiting}; the last failed delivery was at ${at}: "${info.last_error_message}".`;
}

/** Which parts could not be set, by the admin whose chat is not there. */
export function withoutChatLines({ withoutChat }: Comparison): readonly string[] {
  const ids = new Set(withoutChat.map(({ adminUserId }) => adminUserId));
  return [...ids].map(
    (id) => `not set: commands for admin ${id}, who has not started the bot yet; set the bot up again after that`,
  );
}
