import { type RunRequest } from '@pulso/contracts/run-requests';
import { type MembershipRecord, type UsageRecord } from '@pulso/contracts/usage-metrics';
import { createJsonLog } from '@pulso/kit/runtime';
import { defined, type EditOutcome, type SendOutcome } from '@pulso/kit/telegram';

import { askTools } from '../ask/ask-tools';
import { commands } from '../commands/bot-profile';
import { type KeptStates, nothingKept } from '../commands/kept-states';
import { handleWebhook } from '../handle-webhook';
import { type WebhookAnswer, type WebhookCall } from '../intake/webhook-call';
import {
  type Buttons,
  type CallbackAnswerOutcome,
  type Claim,
  type ClaimAttempt,
  type ClaimResult,
  type FirstRequest,
  type OutgoingMessage,
  type Replies,
  type StartRunResult,
  type UpdateClaims,
} from '../ports';
import { type WebhookDeps } from '../webhook-deps';

export const secret = 'right_secret-1';

export const callOf = (body: string, overrides: Partial<WebhookCall> = {}): WebhookCall => ({
  requestContext: { http: { method: 'POST' } },
  headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
  body,
  isBase64Encoded: false,
  ...overrides,
});

/** The claims as the port describes them. */
function createMemoryClaims(): UpdateClaims {
  const stored = new Map<string, ClaimAttempt & Extract<ClaimResult, { type: 'claimed' }> & { isDone: boolean }>();
  const change = ({ claimId, token }: Claim, change: object): boolean => {
    const claim = stored.get(claimId);
    if (claim?.token !== token) return false;
    stored.set(claimId, { ...claim, ...change });
    return true;
  };
  return {
    claim: async (attempt) => {
      const { claimId, token, nowMs } = attempt;
      const earlier = stored.get(claimId);
      const live = earlier && earlier.expiresAtMs > nowMs ? earlier : undefined;
      if (live?.isDone) return { type: 'done' };
      if (live && live.leaseUntilMs > nowMs && live.token !== token) return { type: 'in-progress' };
      const {
        attempt: before,
        firstClaimedAtMs,
        sentCount,
      } = live ?? { attempt: 0, firstClaimedAtMs: nowMs, sentCount: 0 };
      const claimed = { type: 'claimed' as const, attempt: before + 1, firstClaimedAtMs, sentCount };
      stored.set(claimId, { ...attempt, ...claimed, isDone: false });
      return claimed;
    },
    complete: async (claim) => (change(claim, { isDone: true }) ? 'completed' : 'lost'),
    noteSent: async (claim, sentCount) => void change(claim, { sentCount }),
    release: async (claim) => void change(claim, { leaseUntilMs: 0 }),
  };
}

/** Everything around the conversation, in memory, for the specs. */
export class World {
  readonly sent: OutgoingMessage[] = [];
  readonly edits: { chatId: number; messageId: number; text: string; buttons?: Buttons }[] = [];
  readonly callbackAnswers: { callbackQueryId: string; text?: string }[] = [];
  readonly started: RunRequest[] = [];
  readonly records: UsageRecord[] = [];
  readonly memberships: MembershipRecord[] = [];
  /** By pseudonym, like `kept`. */
  readonly users = new Map<string, FirstRequest>();
  readonly kept = new Map<string, KeptStates>();
  readonly lines: string[] = [];
  /** The results of the next calls of Telegram and the dispatcher, instead of success. */
  readonly sendOutcomes: SendOutcome[] = [];
  readonly editOutcomes: EditOutcome[] = [];
  readonly callbackAnswerOutcomes: CallbackAnswerOutcome[] = [];
  readonly startResults: StartRunResult[] = [];
  readonly deps: WebhookDeps;
  #nowMs = Date.parse('2026-11-25T10:00:00Z');
  #tokenCount = 0;

  readonly #replies: Replies = {
    sendMessage: async (message) => {
      const messageId = 900 + this.sent.push(message);
      return this.sendOutcomes.shift() ?? { status: 'sent', messageId };
    },
    editMessage: async (edit) => {
      this.edits.push({ ...edit, text: edit.text.html });
      return this.editOutcomes.shift() ?? { status: 'edited' };
    },
    answerCallbackQuery: async (answer) => {
      this.callbackAnswers.push(answer);
      return this.callbackAnswerOutcomes.shift() ?? { status: 'answered' };
    },
  };

  constructor(overrides: Partial<WebhookDeps> = {}) {
    const clock = { nowMs: () => this.#nowMs };
    this.deps = {
      claims: createMemoryClaims(),
      meetUser: async (user, request) => {
        const known = this.users.get(user) ?? request;
        this.users.set(user, known);
        const isNew = known.updateId === request.updateId;
        return { isNew, firstSeenDay: known.day, alias: known.alias, peopleCount: this.users.size };
      },
      forgetUser: async (user) => {
        const alias = this.users.get(user)?.alias;
        this.users.delete(user);
        this.kept.delete(user);
        return { ...defined({ alias }), peopleCount: this.users.size };
      },
      runUpdate: (_update, answer) => answer(this.#replies),
      recordUsage: async (record) => void this.records.push(record),
      recordMembership: (record) => void this.memberships.push(record),
      startRun: async (request) => {
        this.started.push(request);
        return this.startResults.shift() ?? { type: 'accepted' };
      },
      commands,
      loadAskTools: async () => askTools,
      commandStates: {
        read: async (user) => this.kept.get(user) ?? nothingKept,
        write: async (user, next, beforeVersion) => {
          if ((this.kept.get(user)?.version ?? 0) !== beforeVersion) return 'conflict';
          this.kept.set(user, JSON.parse(JSON.stringify(next)) as KeptStates);
          return 'written';
        },
      },
      callOutward: async () => ({ type: 'failed', reason: 'no answer is prepared' }),
      readOwnSecret: async (name) => `secret ${name}`,
      adminUserIds: new Set([1001]),
      logRetentionDays: 90,
      timeZone: 'UTC',
      random: () => 0.5,
      readWebhookSecrets: async () => secret,
      readPseudonymKey: async () => 'key',
      // Stands in for an HMAC: no digit of the id survives.
      hmacSha256Hex: (key, message) => fakeDigest(`${key}/${message}`),
      equalInConstantTime: (left, right) => left === right,
      decodeBase64: (base64) => new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))),
      randomToken: () => `token-${(this.#tokenCount += 1)}`,
      clock,
      log: createJsonLog((line) => this.lines.push(line), { clock }),
      bot: { id: 7_000_000_001, username: 'PulsoDemoBot' },
      ...overrides,
    };
  }

  /** How requests about reports ended, which leave no record. */
  get outcomesWithoutRecord(): string[] {
    return this.lines
      .map((line) => JSON.parse(line))
      .flatMap(({ event, outcome }) => (event === 'button-pressed' || event === 'report-asked' ? [outcome] : []));
  }

  /** The levels of the lines about an event. */
  levelsOf(event: string): unknown[] {
    return this.lines.map((line) => JSON.parse(line)).flatMap((line) => (line.event === event ? [line.level] : []));
  }

  passMs(durationMs: number): void {
    this.#nowMs += durationMs;
  }

  deliver(update: unknown, overrides?: Partial<WebhookCall>): Promise<WebhookAnswer> {
    return handleWebhook(callOf(JSON.stringify(update), overrides), this.deps);
  }

  /** Delivers an update `count` times in a row. @returns The status codes. */
  async deliverTimes(count: number, update: unknown): Promise<number[]> {
    const codes: number[] = [];
    for (let i = 0; i < count; i += 1) codes.push((await this.deliver(update)).statusCode);
    return codes;
  }
}

function fakeDigest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const char of text) hash = ((hash ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash.toString(16).padStart(16, '0').repeat(4);
}
