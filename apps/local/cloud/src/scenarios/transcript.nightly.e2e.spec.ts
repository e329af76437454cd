import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type LocalCloud } from '../cloud/local-cloud';
import { startLocalCloud } from '../cloud/start-local-cloud';
import { type StackCopy, copyStacks } from './testing/copy-stacks';
import { takeWalk, walkStartMs, walkSweeps } from './testing/take-walk';
import { variables } from './testing/walk-steps';
import { writeTranscript } from './testing/write-transcript';
import './testing/at-root';

const golden = join(__dirname, 'golden/transcript.txt');

describe('a walk through everything that people do with the bot', () => {
  let stacks: StackCopy;
  let cloud: LocalCloud;
  let transcript: string;

  beforeAll(async () => {
    stacks = copyStacks(variables);
    cloud = await startLocalCloud({ startMs: walkStartMs, schedules: walkSweeps, stackFolder: stacks.folder });
    transcript = writeTranscript(await takeWalk(cloud), cloud.botApi);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(golden, transcript);
  });

  afterAll(async () => {
    await cloud.stop();
    stacks.remove();
  });

  it('looks as it did; UPDATE_DOCS=1 writes it anew', () => {
    expect(transcript).toBe(readFileSync(golden, 'utf8'));
  });

  it('took every function of the cloud no more than it may, and broke nothing', () => {
    expect(cloud.access?.denials()).toEqual([]);
    expect(cloud.faults).toEqual([]);
  });
});
