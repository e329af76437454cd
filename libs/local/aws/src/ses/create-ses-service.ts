import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { pathParametersOf } from '../api/match-route';
import { type OperationOf } from '../api/service-apis';
import { readJsonBody } from '../read-json-body';
import { type LocalService, type ServiceCall } from '../service';
import { operationFor } from '../unknown-operation';
import { identityIn } from './identity-in';
import { readMail } from './read-mail';
import { renderMessage } from './render-message';

export interface SesServiceOptions {
  readonly clock: { nowMs(): number };
  /** Where messages go as `.eml` files; made when the first one comes. */
  readonly folder: string;
  /** Told of every message's file. */
  readonly onMessage?: (path: string) => void;
}

export type SesService = LocalService;

const dayMs = 86_400_000;

/**
 * Creates SES: messages are accepted from and for every address, as in an account that may send, and kept as files.
 *
 * Not emulated: identities of an account (all are verified), templates, attachments of simple messages, configuration sets (their names mean nothing),
 * bounces and complaints.
 */
export function createSesService({ clock, folder, onMessage }: SesServiceOptions): SesService {
  /** Of the last day. */
  let sentAtMs: readonly number[] = [];
  const sentLately = (): readonly number[] => sentAtMs.filter((atMs) => atMs > clock.nowMs() - dayMs);

  const operations: Record<OperationOf<'ses'>, (call: ServiceCall) => object> = {
    SendEmail: ({ body }) => {
      const mail = readMail(readJsonBody(body));
      const nowMs = clock.nowMs();
      const messageId = `${Math.floor(nowMs).toString(16).padStart(16, '0')}-${randomUUID()}-000000`;
      const path = join(
        folder,
        `${new Date(nowMs).toISOString().replace(/[:.]/g, '-')}-${messageId.slice(17, 25)}.eml`,
      );
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, Buffer.isBuffer(mail) ? mail : renderMessage(mail, { messageId, nowMs }));
      sentAtMs = [...sentLately(), nowMs];
      onMessage?.(path);
      return { MessageId: messageId };
    },
    GetAccount: () => ({
      DedicatedIpAutoWarmupEnabled: false,
      EnforcementStatus: 'HEALTHY',
      ProductionAccessEnabled: true,
      SendingEnabled: true,
      SendQuota: {
        Max24HourSend: 50_000,
        MaxSendRate: 14,
        SentLast24Hours: sentLately().length,
      },
    }),
    GetEmailIdentity: (call) => {
      const { EmailIdentity = '' } = pathParametersOf(call);
      const identity = identityIn(EmailIdentity);
      return {
        IdentityType: identity.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
        FeedbackForwardingStatus: true,
        VerifiedForSendingStatus: true,
        VerificationStatus: 'SUCCESS',
        Policies: {},
        Tags: [],
      };
    },
  };

  return {
    name: 'ses',
    handle: async (call) => ({ status: 200, body: JSON.stringify(operationFor(operations, call)(call)) }),
  };
}
