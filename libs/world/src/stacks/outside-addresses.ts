import { type FunctionDefinition, type QueueDefinition } from './definitions';
import { type CloudContext } from './resolve-stack';
import { StackError } from './stack-file';

/** An outside address and its replacement on this computer. */
export interface AddressRewrite {
  /** The start of a whole value, up to a boundary of the address. @example 'https://api.telegram.org' */
  readonly prefix: string;
  readonly replacement: string;
}

interface Localization {
  readonly context: CloudContext;
  readonly queues: readonly QueueDefinition[];
  readonly rewrites: readonly AddressRewrite[];
}

/**
 * Replaces outside addresses in the variables of functions by those of this computer.
 *
 * Only listed prefixes are translated; any other outside address stops the start, because a function would otherwise
 * call a real service.
 *
 * @throws {StackError} Names every function and variable; or the URL of an unknown queue.
 */
export function localizeFunctions(
  functions: readonly FunctionDefinition[],
  localization: Localization,
): FunctionDefinition[] {
  const localized = functions.map((definition) => ({
    ...definition,
    environment: Object.fromEntries(
      Object.entries(definition.environment).map(([variable, value]) => [
        variable,
        localize(value, localization, `${variable} of ${definition.name}`),
      ]),
    ),
  }));
  const problems = localized.flatMap(({ name, environment }) =>
    Object.entries(environment).flatMap(([variable, value]) => {
      const address = outsideAddressIn(value);
      return address === undefined ? [] : [`${variable} of ${name} holds ${address}`];
    }),
  );
  if (problems.length > 0) throw new StackError('Functions would leave this computer', problems.join('; '));
  return localized;
}

function localize(value: string, { context, queues, rewrites }: Localization, where: string): string {
  const queuePrefix = `https://sqs.${context.region}.amazonaws.com/${context.accountId}/`;
  if (value.startsWith(queuePrefix)) {
    const name = value.slice(queuePrefix.length);
    if (queues.some((queue) => queue.name === name)) return context.queueUrl(name);
    throw new StackError(where, `it is the URL of a queue "${name}", which no stack declares`);
  }
  const rewrite = rewrites.find(
    ({ prefix }) => value.startsWith(prefix) && /^([/?#]|$)/.test(value.slice(prefix.length)),
  );
  return rewrite ? rewrite.replacement + value.slice(rewrite.prefix.length) : value;
}

/** Finds the first address in a value that is not on this computer. */
export function outsideAddressIn(value: string): string | undefined {
  const outside = (value.match(/[a-z][a-z0-9+.-]*:\/\/[^\s"'<>,]*/gi) ?? []).find((address) => !isLoopback(address));
  return outside ?? /[\w.-]*\b(amazonaws\.com|api\.aws)\b[\w.-]*/i.exec(value)?.[0];
}

function isLoopback(address: string): boolean {
  // Other schemes keep their host unparsed, so the scheme is exchanged.
  const url = URL.parse(address.replace(/^[a-z][a-z0-9+.-]*:/i, 'http:'));
  return url !== null && (/^127\.\d+\.\d+\.\d+$/.test(url.hostname) || ['localhost', '[::1]'].includes(url.hostname));
}
