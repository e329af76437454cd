import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Stack {
  readonly resource?: {
    readonly aws_lambda_function?: Readonly<
      Record<string, { readonly environment?: { readonly variables?: Readonly<Record<string, string>> } }>
    >;
  };
}

/**
 * Reads which variables a service's stack gives its function.
 *
 * @param stacksFolder - Where stacks are synthesized.
 * @throws {Error} The stack has not one function with variables.
 */
export function readEnvironment(stacksFolder: string, service: string): Readonly<Record<string, string>> {
  const file = join(stacksFolder, `infra-${service}/stacks/${service}/cdk.tf.json`);
  const { resource } = JSON.parse(readFileSync(file, 'utf8')) as Stack;
  const [only, ...others] = Object.values(resource?.aws_lambda_function ?? {});
  if (!only?.environment?.variables || others.length > 0) throw new Error(`${file} has not one function.`);
  return only.environment.variables;
}
