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
  type CommandStates,
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

interface StoredClaim {
  token: string;
  done: boolean;
  attempt: number;
  sentCount: number;
  firstClaimedAtMs: number;
  leaseUntilMs: number;
  expiresAtMs: number;
}

/** The claims as the port describes them. */
export function createMemoryClaims(): UpdateClaims {
  const stored = new Map<string, StoredClaim>();
  const held = ({ claimId, token }: { claimId: string; token: string }): StoredClaim | undefined => {
    const claim = stored.get(claimId);
    return claim?.token === token ? claim : undefined;
  };
  return {
    claim: async ({ claimId, token, nowMs, leaseUntilMs, expiresAtMs }) => {
      const earlier = stored.get(claimId);
      const live = earlier && earlier.expiresAtMs > nowMs ? earlier : undefined;
      if (live?.done) return { type: 'done' };
      if (live && live.leaseUntilMs > nowMs && live.token !== token) return { type: 'in-progress' };
      const attempt = (live?.attempt ?? 0) + 1;
      const firstClaimedAtMs = live?.firstClaimedAtMs ?? nowMs;
      const sentCount = live?.sentCount ?? 0;
      stored.set(claimId, { token, done: false, attempt, sentCount, firstClaimedAtMs, leaseUntilMs, expiresAtMs });
      return { type: 'claimed', attempt, firstClaimedAtMs, sentCount };
    },
    complete: async (claim) => {
      const mine = held(claim);
      if (mine) mine.done = true;
      return mine ? 'completed' : 'lost';
    },
    noteSent: async (claim, sentCount) => {
      const mine = held(claim);
      if (mine) mine.sentCount = sentCount;
    },
    release: async (claim) => {
      const mine = held(claim);
      if (mine) mine.leaseUntilMs = 0;
    },
  };
}

/** What commands keep, as the port describes it, by pseudonym. */
export const createMemoryStates = (kept: Map<string, KeptStates>): CommandStates => ({
  read: async (user) => kept.get(user) ?? nothingKept,
  write: async (user, next, beforeVersion) => {
    if ((kept.get(user)?.version ?? 0) !== beforeVersion) return 'conflict';
    kept.set(user, JSON.parse(JSON.stringify(next)) as KeptStates);
    return 'written';
  },
});

/** Everything around the conversation, in memory, for the specs. */
export class World {
  readonly sent: OutgoingMessage[] = [];
  readonly edits: { chatId: number; messageId: number; text: string; buttons?: Buttons }[] = [];
  readonly callbackAnswers: { callbackQueryId: string; text?: string }[] = [];
  readonly started: RunRequest[] = [];
  readonly records: UsageRecord[] = [];
  readonly memberships: MembershipRecord[] = [];
  /** By pseudonym. */
  readonly users = new Map<string, FirstRequest>();
  /** What commands keep, by pseudonym. */
  readonly kept = new Map<string, KeptStates>();
  readonly lines: string[] = [];
  /** What the next calls of Telegram answer instead of success. */
  readonly sendOutcomes: SendOutcome[] = [];
  readonly editOutcomes: EditOutcome[] = [];
  readonly callbackAnswerOutcomes: CallbackAnswerOutcome[] = [];
  /** What the next calls of the dispatcher come to, instead of being accepted. */
  readonly startResults: StartRunResult[] = [];
  readonly deps: WebhookDeps;
  #nowMs = Date.parse('2026-11-25T10:00:00Z');
  #tokenCount = 0;
  #messageId = 900;

  readonly #replies: Replies = {
    sendMessage: async (message) => {
      this.sent.push(message);
      this.#messageId += 1;
      return this.sendOutcomes.shift() ?? { status: 'sent', messageId: this.#messageId };
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
      commandStates: createMemoryStates(this.kept),
      callOutward: async () => ({ type: 'failed', reason: 'no answer is prepared' }),
      readOwnSecret: async (name) => `secret ${name}`,
      adminUserIds: new Set([1001]),
      logRetentionDays: 90,
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

  /** Delivers one update after another `count` times. @returns The status codes. */
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
