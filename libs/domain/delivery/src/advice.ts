import { type UnansweredSends, maxUnansweredPerRevision, maxUnansweredPerRun } from './delivery';
import { type Wanted } from './events';

/**
 * What makes a destination take reports again: the first pattern that fits its refusal.
 *
 * @see https://github.com/tdlib/telegram-bot-api Client.cpp, for Telegram's texts
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors
 */
const advices: readonly (readonly [RegExp, string])[] = [
  [
    /not a member|kicked|channel_private/,
    'Add the bot to the chat, to a channel as an administrator who may post messages',
  ],
  [
    /no rights|enough rights|administrator|admin_req|_forbidden/,
    'Give the bot the right to post messages and pictures',
  ],
  // https://github.com/tdlib/telegram-bot-api/issues/863
  [/chat_restricted/, 'Name another chat in the stage settings in place of this one, which Telegram has restricted'],
  [/chat not found/, 'Correct the chat in the stage settings, or add the bot to it'],
  [/topic_closed/, 'Reopen the topic, or name another one in the stage settings'],
  [/topic_deleted|thread not found/, 'Name another topic in the stage settings'],
  [/blocked|initiate/, 'Its person has to press Start'],
  [/deactivated|deleted/, 'Take the chat out of the stage settings'],
  [/messagerejected/, 'Verify the sender in SES, and each address while the account is in the sandbox'],
  [/mailfromdomain/, 'Add the MX record of the MAIL FROM domain that SES shows'],
  [/sendingpaused|accountsuspended/, 'SES sends nothing for this account: its console says why'],
  [/notfoundexception/, 'Create the configuration set of the stage settings in SES'],
  [/http 40[13]/, 'Set the secret of the webhook anew'],
  [/http (404|410|3\d\d)/, 'Set the secret of the webhook to its new address, or take it out of the stage settings'],
];

/**
 * Tells an operator how to mend a destination.
 *
 * @returns A sentence without its full stop; undefined: the refusal is about the message, not about its destination.
 */
export function adviceOf(reason: string): string | undefined {
  const text = reason.toLowerCase();
  return advices.find(([pattern]) => pattern.test(text))?.[1];
}

/** Tells an operator what readers may have, what follows, and what to do. */
export function adviceOnUnanswered(
  { count, runCount, isGivenUp }: UnansweredSends,
  { isProgress, runAgain }: Pick<Wanted, 'isProgress' | 'runAgain'>,
): string {
  const have =
    count === 0
      ? 'Its readers do not have it'
      : `Its readers may have it ${count === 1 ? 'once' : `up to ${count} times`}, or not at all`;
  if (isGivenUp) {
    const isRunSpent = runCount >= maxUnansweredPerRun;
    const next = isRunSpent ? 'Nothing more of this run is sent there' : 'Only a newer revision is sent there';
    const isPersons = runAgain === undefined;
    const toDo = isPersons ? 'the person can ask again' : `look whether it is there, and if not: ${runAgain}`;
    return `${have}. ${next}: ${toDo}`;
  }
  if (isProgress) return `${have}. The report comes in a new message`;
  return `${have}. It is sent again after growing pauses, ${maxUnansweredPerRevision} times in all`;
}
