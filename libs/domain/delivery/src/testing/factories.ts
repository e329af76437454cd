import { type EmailDestination, type TelegramDestination, type WebhookDestination } from '@pulso/contracts/report-plan';
import { type ReportContent, type ReportUpdate } from '@pulso/contracts/report-updates';

import { type Deliver } from '../incoming';

export const runId = 'daily-usage/schedule/2026-11-25T12:30:00.000Z';

export const content = (overrides: Partial<ReportContent> = {}): ReportContent => ({
  reportId: 'daily-usage',
  title: { en: 'Daily usage' },
  state: 'complete',
  windowStartMs: Date.parse('2026-11-24T12:25:00Z'),
  windowEndMs: Date.parse('2026-11-25T12:25:00Z'),
  values: [{ queryId: 'calls', title: { en: 'Calls' }, value: 1 }],
  missing: [],
  trigger: 'schedule',
  ...overrides,
});

/** Content whose text tells its revision. */
export const contentOf = (revision: number): ReportContent =>
  content({ values: [{ queryId: 'calls', title: { en: 'Revision' }, value: revision }] });

export const progressOf = (revision: number): ReportContent => ({ ...contentOf(revision), state: 'progress' });

export const destination = (overrides: Partial<TelegramDestination> = {}): TelegramDestination => ({
  type: 'telegram',
  chatId: '-100777000111',
  showsProgress: false,
  ...overrides,
});

export const mailingList = (overrides: Partial<EmailDestination> = {}): EmailDestination => ({
  type: 'email',
  name: 'owners',
  addresses: ['owner@example.com', 'second@example.com'],
  ...overrides,
});

export const webhook = (overrides: Partial<WebhookDestination> = {}): WebhookDestination => ({
  type: 'webhook',
  name: 'team-chat',
  format: 'pulso',
  ...overrides,
});

/** A chat that has asked and shows placeholder 17. */
export const asker = (overrides: Partial<TelegramDestination> = {}): TelegramDestination =>
  destination({ chatId: '424242', placeholderMessageId: 17, showsProgress: true, ...overrides });

/** A chat that has asked, without a placeholder. */
export const askerWithoutPlaceholder = (overrides: Partial<TelegramDestination> = {}): TelegramDestination =>
  asker({ placeholderMessageId: undefined, ...overrides });

export const deliverMessage = (revision: number, overrides: Partial<Deliver> = {}): Deliver => ({
  schemaVersion: 1,
  type: 'deliver',
  runId,
  revision,
  content: contentOf(revision),
  destination: destination(),
  ...overrides,
});

export const deliverWithChart = (revision: number, overrides: Partial<Deliver> = {}): Deliver =>
  deliverMessage(revision, { content: { ...contentOf(revision), chart: true }, ...overrides });

export const reportUpdate = (
  overrides: Partial<Extract<ReportUpdate, { type: 'report-update' }>> = {},
): Extract<ReportUpdate, { type: 'report-update' }> => ({
  schemaVersion: 1,
  type: 'report-update',
  runId,
  revision: 3,
  content: contentOf(3),
  destinations: [destination()],
  ...overrides,
});

/** Lambda's record of an asynchronous invocation that failed for good. */
export const failureRecord = (
  requestPayload: unknown,
  responsePayload: unknown = { errorType: 'ServiceUnavailable' },
) => ({
  version: '1.0',
  requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
  requestPayload,
  responsePayload,
});

export const chatRequest = (overrides: Record<string, unknown> = {}) => ({
  schemaVersion: 1,
  reportId: 'daily-usage',
  trigger: { type: 'chat', requestId: '9f86-16', requestedAtMs: 1, chatId: '424242', messageId: 17, ...overrides },
});

export const chatRunId = 'daily-usage/chat/9f86-16';

/** Delivers the run of {@link chatRequest} to the chat that asked. */
export const deliverToAsker = (revision: number, overrides: Partial<Deliver> = {}): Deliver =>
  deliverMessage(revision, { runId: chatRunId, destination: asker(), ...overrides });

/** Tells that a placeholder of that run belongs to a second request. */
export const supersededPlaceholder = (messageId = 18, overrides: Record<string, unknown> = {}) => ({
  schemaVersion: 1,
  type: 'placeholder-superseded',
  runId: chatRunId,
  destination: asker({ placeholderMessageId: messageId }),
  ...overrides,
});
