import { AwsError } from '../service';
import { localAccountId } from '../local-account';

export type ParameterType = 'SecureString' | 'String' | 'StringList';

/** One version of a parameter. */
export interface ParameterVersion {
  readonly name: string;
  readonly arn: string;
  readonly type: ParameterType;
  readonly value: string;
  /** Empty when none was given. */
  readonly description: string;
  /** 1, 2, 3, ... */
  readonly version: number;
  readonly modifiedAtMs: number;
}

export interface ParameterStore {
  /** Makes a name known whose value comes later; `type` is the one that it will have then. */
  declare(name: string, type: ParameterType): void;
  /**
   * @returns The new version.
   * @throws {AwsError} ParameterAlreadyExists: it has a value and `overwrite` is not set. Not retryable.
   */
  put(parameter: {
    name: string;
    value: string;
    type: ParameterType | undefined;
    /** Left out, the last one stays. */
    description?: string | undefined;
    overwrite: boolean;
  }): ParameterVersion;
  /**
   * @param reference - A name or an ARN, either with `:<version>` at its end.
   * @throws {AwsError} ParameterNotFound or ParameterVersionNotFound. Not retryable.
   */
  get(reference: string): ParameterVersion;
  /** @returns The newest version of every parameter that has a value, by name. */
  list(): ParameterVersion[];
  /** @returns The last hundred versions, oldest first. @throws {AwsError} ParameterNotFound. Not retryable. */
  history(name: string): readonly ParameterVersion[];
  /** Forgets a parameter with its versions. @returns Whether there was one. */
  delete(name: string): boolean;
}

/** Older versions are forgotten. */
const maxVersions = 100;

const referencePattern =
  /^(?:arn:aws:ssm:[^:]*:\d{12}:parameter(?=\/))?(?<name>[A-Za-z0-9_.\-/]+)(?::(?<version>\d+))?$/;

export function createParameterStore({
  clock,
  region,
}: {
  readonly clock: { nowMs(): number };
  readonly region: string;
}): ParameterStore {
  const declaredTypes = new Map<string, ParameterType>();
  const histories = new Map<string, ParameterVersion[]>();
  const arnOf = (name: string): string =>
    `arn:aws:ssm:${region}:${localAccountId}:parameter${name.startsWith('/') ? '' : '/'}${name}`;

  const latest = (name: string): ParameterVersion | undefined => histories.get(name)?.at(-1);

  return {
    declare: (name, type) => void declaredTypes.set(name, type),
    put: ({ name, value, type, description, overwrite }) => {
      const previous = latest(name);
      if (previous && !overwrite) {
        throw new AwsError(
          'ParameterAlreadyExists',
          'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
        );
      }
      const givenType = type ?? previous?.type ?? declaredTypes.get(name);
      if (!givenType) throw new AwsError('ValidationException', `The new parameter ${name} needs a Type.`);
      const next: ParameterVersion = {
        name,
        arn: arnOf(name),
        type: givenType,
        value,
        description: description ?? previous?.description ?? '',
        version: (previous?.version ?? 0) + 1,
        modifiedAtMs: clock.nowMs(),
      };
      histories.set(name, [...(histories.get(name) ?? []), next].slice(-maxVersions));
      return next;
    },
    get: (reference) => {
      const { name = reference, version } = referencePattern.exec(reference)?.groups ?? {};
      // The ARN of a parameter without a leading slash has one all the same.
      const history = histories.get(name) ?? (reference.startsWith('arn:') ? histories.get(name.slice(1)) : undefined);
      const newest = history?.at(-1);
      if (!history || !newest) throw notFound(reference, declaredTypes.has(name));
      if (version === undefined) return newest;
      const found = history.find((candidate) => candidate.version === Number(version));
      if (found) return found;
      throw new AwsError('ParameterVersionNotFound', `The parameter ${name} has no version ${version}.`);
    },
    history: (name) => {
      const history = histories.get(name);
      if (!history) throw notFound(name, declaredTypes.has(name));
      return history;
    },
    delete: (name) => histories.delete(name),
    list: () =>
      [...histories.values()]
        .flatMap((history) => history.at(-1) ?? [])
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

const notFound = (reference: string, isDeclared: boolean): AwsError =>
  new AwsError(
    'ParameterNotFound',
    isDeclared
      ? `The parameter ${reference} is declared without a value: set it with PutParameter.`
      : `The parameter ${reference} does not exist.`,
  );
