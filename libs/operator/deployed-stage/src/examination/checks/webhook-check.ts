import { resourceName } from '@pulso/contracts/envelope';

import { type WebhookInfo, allowedUpdates } from '../../bot-registration/webhook';
import { type Check } from '../check';
import { deployAgain } from '../deploy-again';
import { describeSpan } from '../describe-age';
import { type Judgement, failed, ok, warning } from '../finding';

interface WebhookReading {
  readonly functionUrl: string | undefined;
  readonly info: WebhookInfo;
}

/** An error that is older has passed: Telegram keeps the last one for ever. */
const recentMs = 3_600_000;

/** So many wait for a moment in a busy minute. */
const manyPending = 50;

/** Whether Telegram brings what people send to the function. */
export const webhookCheck: Check<WebhookReading> = {
  area: 'webhook',
  read: async ({ facts, ports, stage }) => {
    const ask = await facts.telegram();
    const [info, functionUrl] = await Promise.all([
      ask('getWebhookInfo'),
      ports.readFunctionUrl(resourceName(stage, 'bot')),
    ]);
    return { info: info as WebhookInfo, functionUrl };
  },
  judge: ({ functionUrl, info }, { stage, nowMs }) => {
    const setUp = `npm run bot -- setup --stage ${stage}`;
    if (functionUrl === undefined) {
      return [failed('the bot has no function URL', deployAgain(stage, 'bot'))];
    }
    if (!info.url) return [failed('Telegram sends what people write nowhere: there is no webhook', setUp)];
    // Not shown: it may be that of another program, with a secret in its path.
    if (info.url !== functionUrl) return [failed("Telegram's webhook is another address than the function's", setUp)];
    return [judgeDelivery(info, stage, nowMs), ...judgeKinds(info, setUp)];
  },
};

function judgeDelivery(info: WebhookInfo, stage: string, nowMs: number): Judgement {
  const { pending_update_count: pending, last_error_date: errorSeconds, last_error_message: message = '' } = info;
  const found = `Telegram sends to the function; ${pending} updates wait`;
  const ageMs = errorSeconds === undefined ? undefined : nowMs - errorSeconds * 1000;
  if (ageMs === undefined) return pending < manyPending ? ok(found) : warning(found, adviceFor('', stage));
  const error = `the last error ${describeSpan(ageMs)} ago: ${message}`;
  const text = `${found}; ${error}`;
  // Setting the webhook forgets the last error: an old one says that its secret is still the wrong one.
  if (refusesSecret(message)) return judgement(pending > 0 || ageMs < recentMs, text, adviceFor(message, stage));
  if (ageMs >= recentMs) return pending < manyPending ? ok(`${found}; ${error}`) : warning(found, adviceFor('', stage));
  return judgement(pending > 0, text, adviceFor(message, stage));
}

const judgement = (isFailure: boolean, text: string, advice: string): Judgement =>
  isFailure ? failed(text, advice) : warning(text, advice);

/** The bot answers 401 to a wrong secret, and to nothing else. */
const refusesSecret = (message: string): boolean => message.includes('401');

/** @see docs/operations.md for the bot's alarms */
function adviceFor(message: string, stage: string): string {
  if (refusesSecret(message)) {
    return `the secret is another one than the parameter's: npm run bot -- setup --stage ${stage}`;
  }
  if (message.includes('403')) {
    return `the function's URL refuses callers: ${deployAgain(stage, 'bot')} sets its permissions`;
  }
  return `look into the bot's log: aws logs tail /aws/lambda/${resourceName(stage, 'bot')} --since 1h`;
}

function judgeKinds({ allowed_updates: allowed = [] }: WebhookInfo, setUp: string): Judgement[] {
  const missing = allowedUpdates.filter((kind) => !allowed.includes(kind));
  const needless = allowed.filter((kind) => !(allowedUpdates as readonly string[]).includes(kind));
  if (allowed.length > 0 && missing.length > 0) {
    return [failed(`Telegram does not send ${missing.join(', ')}, which the bot handles`, setUp)];
  }
  if (allowed.length === 0) return [warning('Telegram sends the default kinds of update, not those of the bot', setUp)];
  if (needless.length > 0) return [warning(`Telegram sends ${needless.join(', ')}, which the bot ignores`, setUp)];
  return [];
}
