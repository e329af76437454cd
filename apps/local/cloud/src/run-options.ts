import { UsageError, parseValue, parseWholeNumber, readSwitch } from '@pulso/adapters/node-runtime';
import { FaultPlanError, parseFaultPlan } from '@pulso/world/faults';

import { type PlannedFaults } from './faults/inject-faults';

/** What `npm start` and `npm run demo` can both be told. */
export interface RunOptions {
  /** What shall go wrong; absent: nothing. */
  readonly faults?: PlannedFaults | undefined;
  /** Whether the policies of the stacks decide what functions may do. */
  readonly enforcesIam: boolean;
  /** Whether Telegram refuses what the bot sends too fast. */
  readonly floodControl: 'on' | 'off';
}

/** The lines about these options in the help of a command. */
export const runUsage = `  --faults SPEC       let things go wrong: none, default, hell, or rules like
                      duplicate:run-events@0.2,kill:query-worker@0.1x3,slow:telegram.sendMessage=2s
                      (kind:target[=duration][@probability][xlimit])
  --faults-seed N     which of them are struck (default 1)
  --enforce-iam off   let functions do everything, also what the stacks do not grant: for debugging
  --flood-control on  let Telegram refuse what the bot sends too fast, with 429 (default: off)`;

/** Said before a day that is played with faults. */
export const faultsTakeTimeLine = 'Faults take real time: a minute or two with default, several with hell.';

/** For Node's parseArgs. */
export const runArguments = {
  faults: { type: 'string' },
  'faults-seed': { type: 'string' },
  'enforce-iam': { type: 'string' },
  'flood-control': { type: 'string' },
} as const;

type Values = Readonly<Partial<Record<keyof typeof runArguments, string | undefined>>>;

/**
 * Reads the values of these options.
 *
 * @throws {UsageError} The plan or its seed is not usable, or a switch is neither on nor off.
 */
export const readRunOptions = (values: Values): RunOptions => ({
  faults: readFaults(values),
  enforcesIam: readSwitch('--enforce-iam', values['enforce-iam'] ?? 'on') === 'on',
  floodControl: readSwitch('--flood-control', values['flood-control'] ?? 'off'),
});

const largestSeed = 2 ** 32 - 1;

function readFaults({ faults, 'faults-seed': seedText }: Values): PlannedFaults | undefined {
  if (faults === undefined) {
    if (seedText === undefined) return undefined;
    throw new UsageError('--faults-seed means nothing without --faults.');
  }
  return {
    seed: seedText === undefined ? 1 : parseWholeNumber('--faults-seed', seedText, 0, largestSeed),
    plan: parseValue('--faults', FaultPlanError, () => parseFaultPlan(faults, 'local-cloud')),
  };
}

/** @returns What is other than a reader expects, a line each. */
export const noticesOf = ({ enforcesIam, floodControl }: RunOptions): string[] => [
  ...(enforcesIam ? [] : ['IAM is not enforced (--enforce-iam off): functions may do everything.']),
  ...(floodControl === 'on' ? ['Flood control is on: Telegram refuses what the bot sends too fast, with 429.'] : []),
];
