import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { type StackCopy, copyStacks } from './testing/copy-stacks';
import { type Taken, takeWalk, walkStartMs, walkSweeps } from './testing/take-walk';
import { companies, variablesFor } from './testing/walk-steps';
import { writeTranscript } from './testing/write-transcript';
import './testing/at-root';

const goldenOf = (language: string): string => join(__dirname, 'golden', `transcript.${language}.txt`);

describe.each(companies.map((casts) => ({ casts, languages: casts.map(({ language }) => language).join() })))(
  'a walk through everything that people do with the bot, in $languages',
  ({ casts }) => {
    let stacks: StackCopy;
    let cloud: LocalCloud;
    let taken: readonly Taken[];

    beforeAll(async () => {
      stacks = copyStacks(variablesFor(casts));
      cloud = await startLocalCloud({ startMs: walkStartMs, schedules: walkSweeps, stackFolder: stacks.folder });
      taken = await takeWalk(cloud, casts);
      if (process.env['UPDATE_DOCS'] !== '1') return;
      for (const cast of casts) writeFileSync(goldenOf(cast.language), writeTranscript(cast, taken, cloud.botApi));
    });

    afterAll(async () => {
      await cloud.stop();
      stacks.remove();
    });

    it.each(casts)('looks as it did in $language; NIGHTLY=1 UPDATE_DOCS=1 writes all languages anew', (cast) => {
      expect(writeTranscript(cast, taken, cloud.botApi)).toBe(readFileSync(goldenOf(cast.language), 'utf8'));
    });

    it('took every function of the cloud no more than it may, and broke nothing', () => {
      expect(cloud.access?.denials()).toEqual([]);
      expect(cloud.faults).toEqual([]);
    });
  },
);
