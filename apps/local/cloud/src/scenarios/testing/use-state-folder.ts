import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type LocalCloud, type LocalCloudOptions } from '../../cloud/local-cloud';
import { startLocalCloud } from '../../cloud/start-local-cloud';
import './at-root';

/** A folder for the states of one test's local clouds, and what starts them. */
interface StateFolder {
  /** Starts a local cloud that keeps its state there; it is stopped when the test ends. */
  start(options?: Partial<LocalCloudOptions>): Promise<LocalCloud>;
  readonly folder: {
    /** Absolute; nothing is there before the first start. */
    state(): string;
    file(): string;
  };
}

/** Gives every test of a spec a folder of its own; the spec is at the repository's root then. */
export function useStateFolder(): StateFolder {
  let folder = '';
  const clouds: LocalCloud[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-state-'));
  });

  afterEach(async () => {
    for (const cloud of clouds.splice(0)) await cloud.stop();
    rmSync(folder, { recursive: true });
  });

  const state = (): string => join(folder, 'state');
  return {
    start: async (options = {}) => {
      const cloud = await startLocalCloud({ schedules: 'sweep-only', stateFolder: state(), ...options });
      clouds.push(cloud);
      return cloud;
    },
    folder: { state, file: () => join(state(), 'state.ndjson') },
  };
}
