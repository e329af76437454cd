import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { App } from 'cdktn';

/** Where function packages are put together before they are zipped; gone after the synth. */
const stagingFolder = 'packages';

/** One service's program: one app, one stack, one state. */
export class PulsoApp extends App {
  /** An absolute path of this synth's own for the files of one function package. */
  stagingPath(name: string): string {
    return join(resolve(this.outdir), stagingFolder, name);
  }

  override synth(): void {
    try {
      super.synth();
    } finally {
      rmSync(join(resolve(this.outdir), stagingFolder), { recursive: true, force: true });
    }
  }
}

/**
 * Starts a program that writes Terraform JSON to `outdir`/stacks/<service>.
 *
 * @param outdir - Relative to the working directory, or absolute.
 */
export function createApp({ outdir }: { readonly outdir: string }): PulsoApp {
  // cdktn creates the last folder only.
  mkdirSync(outdir, { recursive: true });
  return new PulsoApp({
    outdir,
    stackTraces: false,
    context: {
      // The S3 backend's lock file and write-only arguments exist since 1.11; cdktn refuses them without this.
      targetVersions: { terraform: `>=${oldestTerraform}` },
      canonicalAssetHashes: 'true',
      failOnConstructsOutsideOfStacks: 'true',
    },
  });
}

/** The oldest Terraform that knows everything the stacks use. */
export const oldestTerraform = '1.11.0';
