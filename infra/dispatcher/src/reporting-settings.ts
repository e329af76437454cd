import { type StageSettings } from '@pulso/infra/stages/base';
import { type ChatDestination, type ChatSettings } from '@pulso/infra/stages/chats';
import { type PostSettings, type PostedDestination } from '@pulso/infra/stages/posts';

export type StageDestination = ChatDestination | PostedDestination;

/** Everything of a stage that its reports refer to. */
export interface ReportingSettings extends StageSettings {
  /** By the name under which reports refer to them. */
  readonly destinations: Readonly<Record<string, readonly StageDestination[]>>;
  readonly timeZone?: string;
}

/** @returns Under each name its chats first, then its lists of addresses and its webhooks. */
export function reportingSettings(
  settings: StageSettings,
  chats: ChatSettings,
  posts: PostSettings,
): ReportingSettings {
  const names = new Set([...Object.keys(chats.destinations), ...Object.keys(posts.destinations)]);
  return {
    ...settings,
    destinations: Object.fromEntries(
      [...names].map((name) => [name, [...(chats.destinations[name] ?? []), ...(posts.destinations[name] ?? [])]]),
    ),
    ...(chats.timeZone === undefined ? {} : { timeZone: chats.timeZone }),
  };
}
