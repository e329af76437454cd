import { resourceName } from '@pulso/contracts/envelope';
import { type Destination, destinationSchema } from '@pulso/contracts/report-plan';
import { type ReportDefinition } from '@pulso/domain/reports';
import * as z from 'zod/mini';

import { type CallBotApi } from '../telegram';
import { type Judgement } from './findings';
import { type Reads } from './reads';
import { type Answer } from './settings';
import { type Body, type Declared, jsonIn } from './stacks';

/** What is examined, and when. */
export interface Examination {
  readonly stage: string;
  readonly catalogue: readonly ReportDefinition[];
  /** By the clock here; where AWS tells what its own shows, checks go by that. */
  readonly nowMs: number;
}

/** What a check may read with. */
export interface Sources extends Examination {
  readonly reads: Reads;
  readonly stacks: readonly Declared[];
  /** @returns What AWS has of a resource; undefined: it is not there. */
  readonly readDeployed: (declared: Declared) => Promise<Answer | undefined>;
  /** Throws where Telegram does not take the token, of which the check of the bot tells. */
  readonly telegram: () => Promise<CallBotApi>;
}

/** One question about a stage. It throws {@link NotReadError} where it can't be looked at. */
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

/** @returns What the stacks say, not what is deployed: a variable that was changed by hand is told by its own check. */
export const variablesOf = (stacks: Stacks, service: string): Body =>
  ((functionOf(stacks, service)?.body['environment'] as Body | undefined)?.['variables'] ?? {}) as Body;

const destinationsSchema = z.record(z.string(), z.array(destinationSchema));

/** @returns Where reports go, each once: several may go to one destination. */
export function destinationsOf(stacks: Stacks): Destination[] {
  const text = String(variablesOf(stacks, 'dispatcher')['REPORT_DESTINATIONS'] ?? '{}');
  const lists = Object.values(z.parse(destinationsSchema, jsonIn(text)));
  return [...new Map(lists.flat().map((one) => [JSON.stringify(one), one])).values()];
}
