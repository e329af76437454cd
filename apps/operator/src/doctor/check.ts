import { resourceName } from '@pulso/contracts/envelope';
import { type Destination, destinationSchema } from '@pulso/contracts/report-plan';
import { type ReportDefinition } from '@pulso/domain/reports';
import * as z from 'zod/mini';

import { jsonIn } from '../command';
import { type CallBotApi } from '../telegram';
import { type Judgement } from './findings';
import { type Reads } from './reads';
import { type Answer } from './settings';
import { type Body, type Declared } from './stacks';

/** What a check examines, and how it reads. */
export interface Sources {
  readonly stage: string;
  readonly catalogue: readonly ReportDefinition[];
  /** By AWS's clock if known. */
  readonly nowMs: number;
  readonly reads: Reads;
  readonly stacks: readonly Declared[];
  /** @returns AWS's answer about a resource; undefined: it does not exist. */
  readonly readDeployed: (declared: Declared) => Promise<Answer | undefined>;
  readonly telegram: () => Promise<Telegram>;
}

/** The Bot API with the stage's token, and what it says of the bot; undefined: it does not know the token. */
export interface Telegram {
  readonly call: CallBotApi;
  /** @see https://core.telegram.org/bots/api#getme */
  readonly me: Me | undefined;
}

interface Me {
  readonly id?: number;
  readonly username?: string;
  readonly can_join_groups?: boolean;
  readonly can_read_all_group_messages?: boolean;
}

/** One question about a stage. It throws {@link NotReadError} if the answer can't be read. */
export interface Check {
  /** The first column of its lines. */
  readonly area: string;
  readonly run: (sources: Sources) => Promise<readonly Judgement[]>;
}

type Stacks = Pick<Sources, 'stacks' | 'stage'>;

export const functionOf = ({ stacks, stage }: Stacks, service: string): Declared | undefined =>
  stacks.find(
    ({ type, body }) => type === 'aws_lambda_function' && body['function_name'] === resourceName(stage, service),
  );

/** @returns The stacks' values, not the deployed ones: another check reports variables changed by hand. */
export const variablesOf = (stacks: Stacks, service: string): Body =>
  ((functionOf(stacks, service)?.body['environment'] as Body | undefined)?.['variables'] ?? {}) as Body;

const destinationsSchema = z.record(z.string(), z.array(destinationSchema));

/** @returns Where reports go, each once: several may go to one destination. */
export function destinationsOf(stacks: Stacks): Destination[] {
  const text = String(variablesOf(stacks, 'dispatcher')['REPORT_DESTINATIONS'] ?? '{}');
  const lists = Object.values(z.parse(destinationsSchema, jsonIn(text)));
  return [...new Map(lists.flat().map((one) => [JSON.stringify(one), one])).values()];
}
