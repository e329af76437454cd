import { type GatheredChanges, gatherChanges } from './gather-changes';

/** Waits that end when the spec says so. */
function createWaits() {
  const ends: (() => void)[] = [];
  return {
    wait: () => new Promise<void>((resolve) => ends.push(resolve)),
    pass: async () => {
      ends.splice(0).forEach((end) => end());
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('gatherChanges', () => {
  const { wait, pass } = createWaits();
  let handed: string[][];
  let errors: unknown[];
  let during: () => Promise<void>;
  let changes: GatheredChanges;

  beforeEach(() => {
    handed = [];
    errors = [];
    during = () => Promise.resolve();
    changes = gatherChanges({
      wait,
      onError: (error) => errors.push(error),
      handle: (paths) => {
        handed.push([...paths]);
        return during();
      },
    });
  });

  afterEach(async () => {
    const stopped = changes.stop();
    await pass();
    await stopped;
  });

  it('hands over together what is saved together, each file once', async () => {
    for (const path of ['a', 'b', 'a']) changes.add(path);
    await pass();
    await pass();

    expect(handed).toEqual([['a', 'b']]);
  });

  it('waits while more comes', async () => {
    changes.add('a');
    changes.add('b');
    const first = pass();
    changes.add('c');
    await first;
    const handedBefore = handed.length;
    await pass();
    await pass();

    expect(handedBefore).toBe(0);
    expect(handed).toEqual([['a', 'b', 'c']]);
  });

  it('does not wait for ever for what never ends', async () => {
    for (let count = 0; count < 40 && handed.length === 0; count += 1) {
      changes.add(`file-${count}`);
      const passed = pass();
      changes.add(`more-${count}`);
      await passed;
    }

    expect(handed).toHaveLength(1);
  });

  it('hands over afterwards what changes meanwhile, and never two things at once', async () => {
    let finish: () => void = () => undefined;
    during = () => new Promise((resolve) => (finish = resolve));
    changes.add('a');
    await pass();

    changes.add('a');
    changes.add('b');
    const whileItRuns = [...handed];
    finish();
    await new Promise((resolve) => setImmediate(resolve));
    await pass();
    finish();

    expect(whileItRuns).toEqual([['a']]);
    expect(handed).toEqual([['a'], ['a', 'b']]);
  });

  it('goes on after a defect', async () => {
    during = () => Promise.reject(new Error('broken'));
    changes.add('a');
    await pass();
    changes.add('b');
    await pass();

    expect(errors).toHaveLength(2);
    expect(handed).toEqual([['a'], ['b']]);
  });

  it('hands nothing over once it is stopped', async () => {
    changes.add('a');
    const stopped = changes.stop();
    await pass();
    await stopped;
    changes.add('b');

    expect(handed).toEqual([]);
  });
});
