import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { type FunctionDefinition } from '@pulso/world/stacks';

/** What is known of a deployment package. */
interface PackageFacts {
  readonly CodeSize: number;
  readonly CodeSha256: string;
}

/** By path; a package does not change while the local cloud runs. */
const packages = new Map<string, PackageFacts>();

/**
 * Describes a function as Lambda does. Left out: the architecture, which means nothing here, layers and VPC.
 *
 * @param deployedAtMs - When the local cloud started, epoch ms.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html
 */
export const functionConfiguration = (definition: FunctionDefinition, deployedAtMs: number): object => ({
  FunctionName: definition.name,
  FunctionArn: definition.arn,
  Runtime: definition.runtime,
  Role: definition.roleArn,
  Handler: definition.handler,
  ...packageFacts(definition.packagePath),
  Description: '',
  Timeout: definition.timeoutSeconds,
  MemorySize: definition.memoryMb,
  LastModified: new Date(deployedAtMs).toISOString().replace('Z', '+0000'),
  Version: '$LATEST',
  ...(Object.keys(definition.environment).length > 0 && { Environment: { Variables: definition.environment } }),
  TracingConfig: { Mode: 'PassThrough' },
  RevisionId: uuidOf(definition.arn),
  State: 'Active',
  LastUpdateStatus: 'Successful',
  PackageType: 'Zip',
  EphemeralStorage: { Size: 512 },
  SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
  LoggingConfig: { LogFormat: definition.logFormat, LogGroup: definition.logGroupName },
});

/** @returns An id in the form of a UUID, the same for the same text, so that what was declared keeps its id. */
export const uuidOf = (text: string): string =>
  createHash('sha256')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/** @returns The bytes of the package of a function; 0 where it is gone. */
export const codeSizeOf = ({ packagePath }: FunctionDefinition): number => packageFacts(packagePath).CodeSize;

function packageFacts(packagePath: string): PackageFacts {
  let facts = packages.get(packagePath);
  if (!facts) {
    facts = readPackageFacts(packagePath);
    packages.set(packagePath, facts);
  }
  return facts;
}

function readPackageFacts(packagePath: string): PackageFacts {
  try {
    const content = readFileSync(packagePath);
    return { CodeSize: content.length, CodeSha256: createHash('sha256').update(content).digest('base64') };
  } catch {
    // The functions were unpacked at the start: they run without it.
    return { CodeSize: 0, CodeSha256: '' };
  }
}
