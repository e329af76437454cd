import { createJsonLog } from '@pulso/kit/runtime';
import { minuteMs } from '@pulso/kit/time';

import { type WebhookInfo, type WebhookInfoOutcome, checkWebhook, webhookProblemOf } from './check-webhook';
import { World } from './testing/world';

const botUrl = 'https://bot.lambda-url.eu-central-1.on.aws/';
const elsewhere = 'https://other.example/hook/0123-secret';
const nowMs = Date.parse('2026-11-25T12:50:00Z');

const info = (overrides: Partial<WebhookInfo> = {}): WebhookInfo => ({
  url: botUrl,
  pendingUpdateCount: 0,
  ...overrides,
});

describe('webhookProblemOf', () => {
  const serverError = 'Wrong response from the webhook: 503 Service Unavailable';
  const refusal = 'Wrong response from the webhook: 403 Forbidden';
  const failing = (pendingUpdateCount: number, agoMs: number, message = 'Connection timed out') =>
    info({ pendingUpdateCount, lastError: { atMs: nowMs - agoMs, message } });

  it.each<[string, WebhookInfo, string | undefined]>([
    ['a webhook at the bot', info(), botUrl],
    ['many waiting updates without a failure', info({ pendingUpdateCount: 900 }), botUrl],
    ['a few updates that the bot asked for again', failing(9, 0, serverError), botUrl],
    ['an error without waiting updates', failing(0, 0), botUrl],
    ['an error that has passed', failing(10, 10 * minuteMs + 1), botUrl],
    ['no webhook where no bot is deployed yet', info({ url: '' }), undefined],
  ])('takes %s for healthy', (_what, found, url) => {
    expect(webhookProblemOf(found, url, nowMs)).toBeUndefined();
  });

  it.each<[string, WebhookInfo, string | undefined, RegExp]>([
    ['a webhook that was deleted', info({ url: '' }), botUrl, /has no webhook/],
    ['a webhook at another address', info({ url: elsewhere }), botUrl, /another address/],
    ['a webhook at a bot that is gone', info(), undefined, /no function URL/],
    ['one update that Telegram can not deliver', failing(1, 10 * minuteMs), botUrl, /does not take/],
    ['many waiting updates while the bot fails', failing(10, 0, serverError), botUrl, /does not take/],
    ['an update that the bot refuses', failing(1, 0, refusal), botUrl, /does not take/],
  ])('finds %s', (_what, found, url, problem) => {
    expect(webhookProblemOf(found, url, nowMs)).toEqual({
      problem: expect.stringMatching(problem),
      advice: expect.stringMatching(/npm run bot -- (setup|check) --stage STAGE$/),
    });
  });
});

describe('checkWebhook', () => {
  /** Checks a webhook with these answers of Telegram, one after the other. @returns The log. */
  async function linesOf(outcomes: readonly WebhookInfoOutcome[], deployedUrl: string | undefined = botUrl) {
    const lines: string[] = [];
    const left = [...outcomes];
    const clock = { nowMs: () => nowMs };
    await checkWebhook({
      readWebhookInfo: async () => left.shift() ?? { status: 'read', info: info() },
      refreshBotToken: () => Promise.resolve(),
      readBotUrl: async () => deployedUrl || undefined,
      clock,
      log: createJsonLog((line) => lines.push(line), { clock }),
    });
    return lines.map((line) => JSON.parse(line));
  }

  it('logs a healthy webhook, if needed with a fresh token', async () => {
    expect(await linesOf([{ status: 'unauthorized' }])).toMatchObject([
      { level: 'INFO', event: 'webhook-checked', host: 'bot.lambda-url.eu-central-1.on.aws', pendingUpdateCount: 0 },
    ]);
  });

  it('raises an alarm with cause and advice, and the host of another program without its path', async () => {
    const lastError = { atMs: nowMs, message: 'Bad Gateway' };

    const [line] = await linesOf([{ status: 'read', info: info({ url: elsewhere, lastError }) }]);

    expect(line).toMatchObject({
      level: 'ERROR',
      event: 'bot-unreachable',
      problem: expect.stringMatching(/another address/),
      advice: expect.stringMatching(/setup/),
      host: 'other.example',
      lastError: 'Bad Gateway',
    });
    expect(JSON.stringify(line)).not.toContain('secret');
  });

  it("raises no alarm before the bot's stack and token are deployed", async () => {
    const lines = await linesOf([{ status: 'not-sent', reason: "the bot token can't be read" }], '');

    expect(lines).toMatchObject([{ level: 'INFO', event: 'webhook-not-checked' }]);
  });

  it.each<[string, WebhookInfoOutcome[], RegExp]>([
    ['does not answer', [{ status: 'unknown', reason: 'timeout' }], /does not say .*: timeout\./],
    ['is not reached', [{ status: 'not-sent', reason: 'ENOTFOUND' }], /does not say .*: ENOTFOUND\./],
    ['has a flood limit', [{ status: 'rate-limited', retryAfterMs: 5_000 }], /does not say .*: rate-limited\./],
    ['refuses the token twice', [{ status: 'unauthorized' }, { status: 'unauthorized' }], /refuses the bot token/],
  ])('fails, so that the message comes back, when Telegram %s', async (_what, outcomes, message) => {
    await expect(linesOf(outcomes)).rejects.toThrow(message);
  });

  it('runs for the message of the schedule, which delivers nothing', async () => {
    const world = new World();
    let checkCount = 0;
    world.checkWebhook = async () => void (checkCount += 1);

    expect(await world.process({ schemaVersion: 1, type: 'webhook-check' })).toEqual([]);

    expect([checkCount, world.portCallCount]).toEqual([1, 0]);
  });
});
