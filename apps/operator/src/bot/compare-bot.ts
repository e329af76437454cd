import { type BotFunction, type BotSecrets } from '../aws';
import {
  type CallBotApi,
  type Difference,
  type PartState,
  type RegisteredPart,
  type Webhook,
  type WebhookInfo,
  maxConnectionsFor,
  readProfile,
  readWebhook,
  wantedProfile,
  webhookDifferences,
} from '../telegram';

/** The bot of a stage, and what its operator says of it. */
export interface DeployedBot {
  readonly stage: string;
  /** The options with which further commands reach it. */
  readonly stageArguments: string;
  readonly botFunction: BotFunction;
  readonly secrets: BotSecrets;
  /** undefined: as many as fit the function. */
  readonly maxConnections: number | undefined;
  readonly formerAdminUserIds: readonly number[];
}

/** What Telegram should know of a bot. */
export interface Wanted<SomeWebhook = Webhook | undefined> {
  /** undefined: there should be none. */
  readonly webhook: SomeWebhook;
  readonly profile: readonly RegisteredPart[];
}

export const wantedOf = ({
  botFunction,
  secrets,
  maxConnections,
  formerAdminUserIds,
}: DeployedBot): Wanted<Webhook> => ({
  webhook: {
    url: botFunction.functionUrl,
    secretToken: secrets.webhookSecret,
    maxConnections: maxConnections ?? maxConnectionsFor(botFunction.reservedConcurrency),
  },
  profile: wantedProfile(botFunction.adminUserIds, formerAdminUserIds),
});

/** What was read back from Telegram. */
export interface Comparison {
  readonly info: WebhookInfo;
  readonly differences: readonly Difference[];
  readonly commandListCount: number;
  readonly descriptionCount: number;
  /** What can't be set before an admin starts the bot. */
  readonly withoutChat: readonly RegisteredPart[];
}

/**
 * Reads back all that Telegram tells, and compares it with what it should be.
 *
 * @throws What `call` throws.
 */
export async function compareBot({ webhook, profile }: Wanted, call: CallBotApi): Promise<Comparison> {
  const info = await readWebhook(call);
  const states = await readProfile(profile, call);
  const known = states.filter(({ outcome }) => outcome !== 'no-chat');
  const isList = ({ part }: PartState): boolean => part.getMethod === 'getMyCommands';
  return {
    info,
    differences: [
      ...(webhook ? webhookDifferences(webhook, info) : noWebhookDifferences(info)),
      ...states.filter(({ outcome }) => outcome === 'different').map(partDifference),
    ],
    commandListCount: known.filter(isList).length,
    descriptionCount: known.filter((state) => !isList(state)).length,
    withoutChat: states.filter(({ outcome }) => outcome === 'no-chat').map(({ part }) => part),
  };
}

const noWebhookDifferences = ({ url }: WebhookInfo): readonly Difference[] =>
  url === '' ? [] : [{ what: 'webhook address', expected: 'nowhere', found: url }];

/** A part that is otherwise than it should be, in words. */
export const partDifference = ({ part, found }: PartState): Difference => ({
  what: part.label,
  expected: inWords(part.answer),
  found: inWords(found),
});

interface Command {
  readonly command: string;
  readonly description: string;
}

/** @example '/help "what you can do here", /start "begin"' */
function inWords(shown: unknown): string {
  const texts = Array.isArray(shown)
    ? (shown as Command[]).map(({ command, description }) => `/${command} "${description}"`)
    : Object.values(shown ?? {}).filter((text) => text !== '');
  return texts.join(', ') || 'none';
}
