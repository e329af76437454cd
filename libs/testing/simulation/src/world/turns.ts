import { type UsageRecord } from '@pulso/contracts/usage-metrics';

import { guestUserIds } from '../services/names';

/** Something that a guest sends to a command that keeps a state of them. */
export interface Turn {
  readonly updateId: number;
  readonly userId: number;
  readonly kind: 'command' | 'answer' | 'press';
  /** The bot has answered 200. */
  isAccepted: boolean;
  /** Its last record says that it was an answer to the command's question. */
  isStep: boolean;
}

/** Ids of updates that no other update of a world has. */
const firstUpdateId = 700_000_001;

/** What guests have sent to a command, and what became of it. */
export class Turns {
  readonly all: Turn[] = [];

  add(turn: Pick<Turn, 'userId' | 'kind'>): Turn {
    const added = { ...turn, updateId: firstUpdateId + this.all.length, isAccepted: false, isStep: false };
    this.all.push(added);
    return added;
  }

  /** @returns Whether the record is of such an update. */
  onRecord({ update_id: updateId, is_step: isStep }: UsageRecord): boolean {
    const turn = this.all.find((each) => each.updateId === updateId);
    if (turn) turn.isStep = isStep === 1;
    return turn !== undefined;
  }
}

const guestChatIds: readonly string[] = guestUserIds.map(String);

export const isGuestChat = (chatId: string): boolean => guestChatIds.includes(chatId);
