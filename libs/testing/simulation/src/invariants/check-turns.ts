import { hmacSha256Hex } from '@pulso/adapters/node-runtime';
import { pseudonymOf } from '@pulso/domain/conversation';
import * as z from 'zod/mini';

import { guestUserIds, pseudonymKey } from '../services/names';
import { tallySchema } from '../services/tally';
import { type Turn } from '../world/turns';
import { type World } from '../world/world';

const contentSchema = z.object({ states: z.object({ tally: z.optional(z.object({ value: tallySchema })) }) });

/**
 * At the end: each update of a guest has counted once for that guest, and no other has (invariant I18). One that was given
 * up, of which an operator is told, may have counted before.
 */
export function checkTurns(world: World): void {
  const { ledger, turns } = world;
  if (turns.all.length === 0) return;
  for (const userId of guestUserIds) {
    const counted = countedOf(world, userId);
    const known = new Set(counted);
    if (known.size < counted.length)
      ledger.violate('step-twice', `A guest's updates have counted as ${counted.join(', ')}`);
    const own = turns.all.filter((turn) => turn.userId === userId);
    const foreign = counted.find((updateId) => own.every((turn) => turn.updateId !== updateId));
    if (foreign !== undefined) ledger.violate('foreign-state', `A guest's state has the update ${foreign} of another`);
    const lost = own.find((turn) => !known.has(turn.updateId) && mustCount(turn) && !isGivenUp(world, turn));
    if (lost) ledger.violate('step-lost', `The ${lost.kind} ${lost.updateId} was accepted and has not counted`);
  }
}

/** A text counts where it was an answer; whether it was depends on what came before it. */
const mustCount = ({ kind, isAccepted, isStep }: Turn): boolean => isAccepted && (kind !== 'answer' || isStep);

const isGivenUp = ({ alarms }: World, turn: Turn): boolean =>
  alarms.hasRungFor('bot-update-given-up', ({ updateId }) => updateId === turn.updateId);

function countedOf({ tables }: World, userId: number): readonly number[] {
  const key = `states#${pseudonymOf(userId, pseudonymKey, hmacSha256Hex)}`;
  let content = '{"states":{}}';
  tables.users.forEachItem((item) => {
    if (item['pk']?.S === key) content = item['content']?.S ?? content;
  });
  return z.parse(contentSchema, JSON.parse(content)).states.tally?.value ?? [];
}
