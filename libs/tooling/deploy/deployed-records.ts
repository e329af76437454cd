/**
 * What was last deployed, per stage and stack: an SSM parameter, since whoever may deploy may write it, and since it
 * says what the account holds where a tag would say what a clone believes.
 */
import { isDeepStrictEqual } from 'node:util';

import { GetParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

import { DeployError } from './deploy-error.ts';

/** How many names a GetParameters call takes. */
const namesPerCall = 10;

const parameterOf = (stage: string, stack: string): string => `/pulso/${stage}/deployed/${stack}`;

/** What was deployed. */
export interface Deployment {
  readonly commit: string;
  readonly digest: string;
  /** ISO 8601. */
  readonly deployedAt: string;
}

/** What is written down about a stack. */
export interface DeployedRecord extends Deployment {
  /** In which bucket its state is; older records don't say. */
  readonly stateBucket?: string;
  /** What a rollback goes back to. */
  readonly previous?: Deployment;
  /** What was being applied and did not come to its end, so that the stack is partly one and partly the other. */
  readonly unfinished?: { readonly commit: string; readonly digest: string; readonly startedAt: string };
}

/** What was last deployed to a stage. */
export interface DeployedRecords {
  /** @returns By stack; those never deployed are absent. */
  read(stacks: readonly string[]): Promise<ReadonlyMap<string, DeployedRecord>>;
  write(stack: string, record: DeployedRecord): Promise<void>;
}

/** @returns What a parameter says, if it is a record. */
function parseRecord(text = ''): DeployedRecord | undefined {
  try {
    const record = JSON.parse(text);
    const isRecord = [record.commit, record.digest, record.deployedAt].every((field) => typeof field === 'string');
    return isRecord ? record : undefined;
  } catch {
    return undefined;
  }
}

/** A stage, and the region of its parameters. */
export interface RecordsPlace {
  readonly stage: string;
  readonly region: string;
  readonly maxAttempts?: number;
}

/**
 * @throws {DeployError} Later, from its functions: AWS does not answer, or refuses.
 */
export function createDeployedRecords({ stage, region, maxAttempts = 3 }: RecordsPlace): DeployedRecords {
  const ssm = new SSMClient({ region, maxAttempts });
  const call = async <T>(what: string, send: () => Promise<T>): Promise<T> => {
    try {
      return await send();
    } catch (error) {
      throw new DeployError(`Cannot ${what} in SSM, ${region}: ${explain(error)}`);
    }
  };
  return {
    async read(stacks) {
      const records = new Map<string, DeployedRecord>();
      for (let start = 0; start < stacks.length; start += namesPerCall) {
        const some = stacks.slice(start, start + namesPerCall);
        const names = some.map((stack) => parameterOf(stage, stack));
        const { Parameters = [] } = await call('read what was last deployed', () =>
          ssm.send(new GetParametersCommand({ Names: names })),
        );
        for (const { Name, Value } of Parameters) {
          const record = parseRecord(Value);
          const stack = some[names.indexOf(Name ?? '')];
          if (record !== undefined && stack !== undefined) records.set(stack, record);
        }
      }
      return records;
    },
    async write(stack, record) {
      const Value = JSON.stringify(record);
      const Name = parameterOf(stage, stack);
      await call('record what is deployed', () =>
        ssm.send(new PutParameterCommand({ Name, Type: 'String', Value, Overwrite: true })),
      );
    },
  };
}

const unknownCredentials =
  'AWS does not know the credentials. Log in to the account, and look whether it has this region turned on.';

/** What a person can do about an SDK error, by its name. */
const advice: Readonly<Record<string, string>> = {
  ExpiredTokenException: 'your AWS credentials have expired: log in again.',
  InvalidClientTokenId: unknownCredentials,
  UnrecognizedClientException: unknownCredentials,
};

/** @returns What to say of an error of the SDK. */
export function explain(thrown: unknown): string {
  const error = thrown as { name: string; message: string; code?: string };
  const known = Object.hasOwn(advice, error.name) ? advice[error.name] : undefined;
  if (known !== undefined) return known;
  // Otherwise the SDK says what is wrong with what a profile names, such as a session that has ended, and what to type.
  if (error.name === 'CredentialsProviderError' && /^Could not load credentials/.test(error.message))
    return 'there are no AWS credentials. Log in, or set AWS_PROFILE.';
  // A refused connection has an empty message and a code.
  return error.message || error.code || error.name;
}

/** Whether nothing was deployed, nor begun, between two readings; without a record nothing was deployed so far. */
export const isSameRecord = (one: DeployedRecord | undefined, other: DeployedRecord | undefined): boolean =>
  isDeepStrictEqual(one, other);

/** @returns What to write when the second has been deployed over the first. */
export function succeed(
  before: DeployedRecord | undefined,
  now: Deployment & { readonly stateBucket?: string },
): DeployedRecord {
  if (before === undefined) return now;
  const { commit, digest, deployedAt, previous } = before;
  // The same once more: what was there before stays what to go back to.
  const last = digest === now.digest ? previous : { commit, digest, deployedAt };
  return last === undefined ? now : { ...now, previous: last };
}
