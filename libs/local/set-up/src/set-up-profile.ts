import { type ProfilePart } from '@pulso/conversation';

import { type CallBotApi } from './create-call-bot-api';
import { BotApiRefusedError } from './errors';

/** What became of one thing that the set-up takes care of. */
export interface SetUpResult {
  readonly label: string;
  readonly outcome:
    | 'unchanged'
    /** Or would be, in a dry run. */
    | 'changed'
    /** The admin has not started the bot yet. */
    | 'no-chat';
}

/**
 * Makes Telegram show of the bot what its profile says, and leaves alone what is shown already.
 *
 * @param isDryRun - Reads and changes nothing.
 * @throws What `call` throws. All parts before the one that failed are set; running it again is harmless.
 */
export async function setUpProfile(
  profile: readonly ProfilePart[],
  call: CallBotApi,
  isDryRun: boolean,
): Promise<readonly SetUpResult[]> {
  const results: SetUpResult[] = [];
  for (const part of profile) results.push({ label: part.label, outcome: await setUpPart(part, call, isDryRun) });
  return results;
}

async function setUpPart(part: ProfilePart, call: CallBotApi, isDryRun: boolean): Promise<SetUpResult['outcome']> {
  const { getMethod, setMethod, of, content, answer } = part;
  try {
    if (isSame(await call(getMethod, of), answer)) return 'unchanged';
    if (!isDryRun) await call(setMethod, { ...of, ...content });
    return 'changed';
  } catch (error) {
    if (part.adminUserId !== undefined && isChatUnknown(error)) return 'no-chat';
    throw error;
  }
}

const isChatUnknown = (error: unknown): boolean =>
  error instanceof BotApiRefusedError && error.errorCode === 400 && /chat not found/i.test(error.message);

/** Whether Telegram shows what it should; it may tell more. */
function isSame(shown: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return shown === wanted;
  if (typeof shown !== 'object' || shown === null) return false;
  if (Array.isArray(wanted) && (shown as unknown[]).length !== wanted.length) return false;
  return Object.entries(wanted).every(([key, value]) => isSame(Reflect.get(shown, key), value));
}
