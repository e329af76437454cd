/**
 * One .terraform.lock.hcl for all stacks, in infra: their folders are generated, and all of them use one provider in one
 * version. It says which builds of that version may run here, on every platform from which people deploy.
 */
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const platforms = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'];

export const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** What Terraform reads of a stack, as far as it is read here. */
export interface StackFile {
  readonly terraform?: {
    readonly backend?: object;
    readonly required_providers?: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
  };
}

/** How a stack gets its providers. */
export interface ProviderLocks {
  readonly stack: StackFile;
  /** From where providers come, which is part of their names. */
  readonly registry: string;
  /** The stack's. */
  readonly folder: string;
  /** The repository's list. */
  readonly lockFile: string;
  readonly cacheFolder: string;
  /** The list that a saved plan was made with. */
  readonly plannedLocks?: string | undefined;
  /** `lockFile` is that of another commit, and stays as it is. */
  readonly isOlderCommit: boolean;
  readonly isReadOnly: boolean;
  readonly say: (line: string) => void;
  /** Runs Terraform. @returns Its exit status. */
  readonly run: (args: readonly string[]) => Promise<number | null>;
}

/** Providers that a stack requires and a lock file does not name in that version. */
function missingProviders(stack: StackFile, lockText: string, registry: string): string[] {
  const entries = new Set(
    [...lockText.matchAll(/provider "([^"]+)" \{\s*version\s*=\s*"([^"]+)"/g)].map(
      ([, name, version]) => `${name} ${version}`,
    ),
  );
  return Object.values(stack.terraform?.required_providers ?? {})
    .map(({ source, version }) => `${source.split('/').length === 2 ? `${registry}/` : ''}${source} ${version}`)
    .filter((entry) => !entries.has(entry));
}

/**
 * Initializes a stack with the repository's lock file, which is completed first where a version is new to it.
 *
 */
export async function lockProviders(options: ProviderLocks, init: () => Promise<void>): Promise<void> {
  const { stack, registry, folder, lockFile, cacheFolder, plannedLocks, isOlderCommit, isReadOnly, say, run } = options;
  const own = join(folder, '.terraform.lock.hcl');
  if (plannedLocks !== undefined) {
    copyFileSync(plannedLocks, own);
    return init();
  }
  if (isOlderCommit) {
    // What it lacks is of no use to later deploys; and beside a list of other versions init would refuse.
    if (missingProviders(stack, textOf(lockFile), registry).length === 0 && existsSync(lockFile))
      copyFileSync(lockFile, own);
    return init();
  }
  // Without a lock file Terraform takes nothing from the cache, and downloads the provider for every stack.
  const kept = isReadOnly && !existsSync(lockFile) ? join(cacheFolder, '.terraform.lock.hcl') : lockFile;
  const before = textOf(kept);
  if (before !== '') copyFileSync(kept, own);
  const missing = isReadOnly ? [] : missingProviders(stack, before, registry);
  if (missing.length > 0) {
    const what = `${missing.join(', ')} for ${platforms.length} platforms`;
    say(`Looking up checksums of ${what}; this takes some minutes, once.`);
    const status = await run(['providers', 'lock', ...platforms.map((platform) => `-platform=${platform}`)]);
    // A mirror without other platforms still deploys from this one.
    if (status !== 0) say('That failed. The lock file will have checksums for this platform alone.');
  }
  await init();
  if (textOf(own) === before || (isReadOnly && kept === lockFile)) return;
  copyFileSync(own, kept);
  if (!isReadOnly) say(`\n${lockFile} has changed: commit it, so that every deploy runs the same provider.\n`);
}
