import { hmacSha256Hex } from '@pulso/adapters/node-runtime';
import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { pseudonymOf } from '@pulso/domain/conversation';
import { minuteMs } from '@pulso/kit/time';

import { ownerUserId, pseudonymKey } from '../services/names';
import { type Copy } from './expected-run';
import { type Surroundings } from './surroundings';

/** A button that was pressed once. */
export interface Press {
  readonly updateId: number;
  readonly isOwner: boolean;
  readonly action: 'run' | 'history' | 'chart';
  readonly windowCount: number;
  /** The bot has answered 200. */
  isAccepted: boolean;
  wasStarted: boolean;
  /** The dispatcher has failed for good. */
  wasGivenUp: boolean;
}

/** The presses and their results. */
export class Presses {
  readonly all: Press[] = [];
  /** Messages about answers to presses that an operator has purged. */
  purgedCount = 0;
  /** Runs that presses have asked for. */
  runCount = 0;
  /**
   * The numbers that answers to presses may show, by the questions' titles. A request that comes twice is answered twice,
   * and only the second answer has the late records.
   */
  readonly answers: ReadonlyMap<string, number>[] = [];
  /** Answers in the owner's chat, without charts. */
  readonly shown: Copy[] = [];
  readonly #world: Surroundings;

  constructor(world: Surroundings) {
    this.#world = world;
  }

  /** @returns How many presses of these buttons started something. */
  startedCount(...actions: readonly Press['action'][]): number {
    return this.all.filter(({ action, wasStarted }) => wasStarted && actions.includes(action)).length;
  }

  /** @returns The press that a request for earlier reports comes from. */
  pressOf({ trigger }: RunRequest): Press | undefined {
    if (trigger.type !== 'history' || trigger.chatId !== String(ownerUserId)) return undefined;
    return this.all.find(
      ({ isOwner, action, updateId, windowCount }) =>
        isOwner &&
        trigger.requestId === `${ownerPseudonym()}-${updateId}` &&
        trigger.windowCount === windowCount &&
        trigger.chart === (action === 'chart') &&
        action !== 'run',
    );
  }

  /** Something asks for a run. If the ledger does not know it, a press of the owner must have asked for it. */
  onRunRequest(request: RunRequest): void {
    const { ledger } = this.#world;
    const { trigger } = request;
    const presses = this.all.filter(({ isOwner, action }) => isOwner && action === 'run');
    // Presses in one minute share a run, so a request does not tell which press it comes from.
    if (trigger.type === 'chat') for (const press of presses) press.wasStarted = true;
    if (ledger.runOf(runIdOf(request))) return;
    const isOurs = trigger.type === 'chat' && trigger.requestId.startsWith(`${ownerPseudonym()}-`);
    if (!isOurs || trigger.chatId !== String(ownerUserId) || this.runCount >= presses.length) {
      return ledger.violate('unasked', `Something asks for ${request.reportId} by ${trigger.type}`);
    }
    this.runCount += 1;
    const { requestedAtMs, chatId } = trigger;
    ledger.expect(request, {
      windowEndMs: windowEndMs(requestedAtMs),
      isChanged: this.#world.isChangedAt(requestedAtMs),
      places: [{ place: chatId, kind: 'chat', isAsker: true }],
    });
  }
}

let known: string | undefined;
export const ownerPseudonym = (): string => (known ??= pseudonymOf(ownerUserId, pseudonymKey, hmacSha256Hex));

/** The trigger's minute minus the catalogue's allowance for log events to become searchable. */
export const windowEndMs = (triggeredAtMs: number): number => (Math.floor(triggeredAtMs / minuteMs) - 5) * minuteMs;
