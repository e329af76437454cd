/**
 * One .terraform.lock.hcl for all stacks, in infra: their folders are generated, and all of them use one provider in one
 * version. It says which builds of that version may run here, on every platform from which people deploy.
 */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
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

/** What a lock file says of one provider. */
interface LockEntry {
  readonly provider: string;
  readonly version: string;
  /** Of unpacked builds, one for each platform; registries give the others, of archives. */
  readonly buildCount: number;
  readonly text: string;
}

const entriesOf = (lockText: string): LockEntry[] =>
  [...lockText.matchAll(/^provider "([^"]+)" \{\n([^]*?)^\}\n?/gm)].map(([text, provider = '', body = '']) => ({
    provider,
    version: /^\s*version\s*=\s*"([^"]+)"/m.exec(body)?.[1] ?? '',
    buildCount: body.match(/"h1:/g)?.length ?? 0,
    text,
  }));

/**
 * Adds what a program has dropped: Terraform and OpenTofu name one provider by their registries, and each removes the
 * entry of the other.
 */
function withOtherRegistries(written: string, before: string, registry: string): string {
  const own = entriesOf(written);
  const others = entriesOf(before).filter(
    ({ provider }) => !provider.startsWith(`${registry}/`) && !own.some((entry) => entry.provider === provider),
  );
  return [written, ...others.map(({ text }) => text)].map((text) => text.trimEnd()).join('\n\n') + '\n';
}

/** Providers that a stack requires, and that a lock file does not name in that version or for that many platforms. */
function missingProviders(stack: StackFile, lockText: string, registry: string, buildCount: number): string[] {
  const entries = entriesOf(lockText);
  return Object.values(stack.terraform?.required_providers ?? {})
    .map(({ source, version }) => ({
      provider: `${source.split('/').length === 2 ? `${registry}/` : ''}${source}`,
      version,
    }))
    .filter(
      ({ provider, version }) =>
        !entries.some(
          (entry) => entry.provider === provider && entry.version === version && entry.buildCount >= buildCount,
        ),
    )
    .map(({ provider, version }) => `${provider} ${version}`);
}

/** What this process has looked up in vain, for one stack: it would be as much in vain for the next one. */
const inVain = new Set<string>();

/** Writes into the stack's own list the checksums of all platforms. */
async function lookUp(missing: readonly string[], { lockFile, say, run }: ProviderLocks): Promise<void> {
  const key = [lockFile, ...missing].join(' ');
  if (inVain.has(key)) return;
  const what = `${missing.join(', ')} for ${platforms.length} platforms`;
  say(`Looking up checksums of ${what}; this takes some minutes, once.`);
  const status = await run(['providers', 'lock', ...platforms.map((platform) => `-platform=${platform}`)]);
  if (status === 0) return;
  inVain.add(key);
  // A mirror without other platforms still deploys from this one.
  say('That failed. The lock file will lack checksums of some platforms; the next deploy tries again.');
}

/** Initializes a stack with the repository's lock file, which is completed first where it lacks a version or a platform. */
export async function lockProviders(options: ProviderLocks, init: () => Promise<void>): Promise<void> {
  const { stack, registry, folder, lockFile, cacheFolder, plannedLocks, isOlderCommit, isReadOnly, say } = options;
  const own = join(folder, '.terraform.lock.hcl');
  if (plannedLocks !== undefined) {
    copyFileSync(plannedLocks, own);
    return init();
  }
  if (isOlderCommit) {
    // What it lacks is of no use to later deploys; and beside a list of other versions init would refuse.
    if (missingProviders(stack, textOf(lockFile), registry, 0).length === 0 && existsSync(lockFile))
      copyFileSync(lockFile, own);
    return init();
  }
  // Without a lock file Terraform takes nothing from the cache, and downloads the provider for every stack.
  const kept = isReadOnly && !existsSync(lockFile) ? join(cacheFolder, '.terraform.lock.hcl') : lockFile;
  const before = textOf(kept);
  if (before !== '') copyFileSync(kept, own);
  const missing = isReadOnly ? [] : missingProviders(stack, before, registry, platforms.length);
  if (missing.length > 0) await lookUp(missing, options);
  await init();
  if (!existsSync(own) || (isReadOnly && kept === lockFile)) return;
  const after = withOtherRegistries(textOf(own), before, registry);
  if (after === before) return;
  writeFileSync(kept, after);
  if (!isReadOnly) say(`\n${lockFile} has changed: commit it, so that every deploy runs the same provider.\n`);
}
