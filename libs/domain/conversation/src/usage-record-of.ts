import { type UsageRecord } from '@pulso/contracts/usage-metrics';

import { type Outcome } from './answer-result';
import { type UserRequest } from './user-request';

export interface RequestFacts {
  readonly userPseudonym: string;
  readonly chatPseudonym: string | undefined;
  readonly isNewUser: boolean;
  readonly outcome: Outcome;
  readonly durationMs: number;
}

/** Describes a handled request in the words of the metric schema: no raw id, no name, no text of a person. */
export const usageRecordOf = (request: UserRequest, facts: RequestFacts): UsageRecord => ({
  event: 'request',
  schemaVersion: 1,
  is_group: request.isGroup ? 1 : 0,
  is_new_user: facts.isNewUser ? 1 : 0,
  update_type: request.updateType,
  ...(request.updateType === 'message' && request.command ? { command: request.command.name } : {}),
  ...(request.chatType === undefined ? {} : { chat_type: request.chatType }),
  ...(request.languageCode === undefined ? {} : { language_code: request.languageCode }),
  user: facts.userPseudonym,
  ...(facts.chatPseudonym === undefined ? {} : { chat: facts.chatPseudonym }),
  outcome: facts.outcome,
  update_id: request.updateId,
  Requests: 1,
  HandlerDuration: Math.max(facts.durationMs, 0),
});
