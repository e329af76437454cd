/**
 * What makes a destination take reports again, by what its refusal says: the first pattern that fits.
 *
 * @see https://github.com/tdlib/telegram-bot-api Client.cpp, for Telegram's texts
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors
 */
const advices: readonly (readonly [RegExp, string])[] = [
  [
    /not a member|kicked/,
    'Add the bot to the chat, to a channel as an administrator who may post messages (npm run doctor checks it)',
  ],
  [
    /not enough rights|no rights|administrator rights|admin_required|_forbidden/,
    'Give the bot the right to post messages and pictures there, in a channel as an administrator',
  ],
  [
    /chat not found/,
    'Correct the chat in the stage settings and deploy the dispatcher; the bot must be in a chat that it finds by id',
  ],
  [/topic_closed/, 'Reopen the topic, or name another one in the stage settings and deploy the dispatcher'],
  [/topic_deleted|thread not found/, 'Name another topic in the stage settings and deploy the dispatcher'],
  [/blocked|initiate conversation/, 'Its person has to press Start in the private chat with the bot'],
  [/deactivated|deleted/, 'Take the chat out of the stage settings and deploy the dispatcher'],
  [
    /messagerejected/,
    'Verify the sender in SES, and each address while the account is in the sandbox; MAIL_FROM names the sender',
  ],
  [/mailfromdomain/, 'Finish the set-up of the MAIL FROM domain in SES: its MX record is missing'],
  [/sendingpaused|accountsuspended/, 'SES sends nothing for this account: its console says why, support lifts it'],
  [/notfoundexception/, 'Create the configuration set in SES that the stage settings name, or name another'],
  [/http 40[13]/, 'Set the secret of the webhook anew: its address, and its key if it checks signatures'],
  [
    /http (404|410|3\d\d)/,
    'The address of the webhook is no more: set its secret anew, or take it out of the settings',
  ],
];

/**
 * Tells an operator how to mend a destination that takes nothing.
 *
 * @param reason - As the refusal words it.
 * @returns A sentence without its full stop; undefined: the refusal is about what was sent, not about its destination.
 */
export function adviceOf(reason: string): string | undefined {
  const text = reason.toLowerCase();
  return advices.find(([pattern]) => pattern.test(text))?.[1];
}
