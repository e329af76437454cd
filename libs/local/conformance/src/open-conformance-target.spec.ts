import { type ConformanceTargetOptions, type LocalTarget, openConformanceTarget } from './open-conformance-target';

/** An emulation that notes what is asked of it. */
function setUp(options: ConformanceTargetOptions = {}) {
  const notes: string[] = [];
  const local: LocalTarget = {
    clientConfig: { endpoint: 'http://127.0.0.1:1' },
    pass: async (durationMs) => void notes.push(`pass ${durationMs}`),
    stop: async () => void notes.push('stop'),
  };
  const open = () =>
    openConformanceTarget(
      async () => {
        notes.push('start');
        return local;
      },
      { environment: {}, wait: async (durationMs) => void notes.push(`wait ${durationMs}`), ...options },
    );
  return { open, notes };
}

const onAws = (environment: Record<string, string> = {}) => ({
  environment: { CONFORMANCE_TARGET: 'aws', ...environment },
});

const failWith = (name: string) => () => Promise.reject(Object.assign(new Error(`by ${name}`), { name }));

describe('the target of conformance specs', () => {
  it('is the emulation unless the environment says otherwise', async () => {
    const { open, notes } = setUp();

    const target = await open();
    await target.pass(5);
    await target.stop();

    expect(target).toMatchObject({ isAws: false, clientConfig: { endpoint: 'http://127.0.0.1:1' } });
    expect(notes).toEqual(['start', 'pass 5', 'stop']);
  });

  it('is AWS on request, with the SDK’s own configuration and real time', async () => {
    const { open, notes } = setUp(onAws());

    const target = await open();
    await target.pass(5);
    await target.stop();

    expect(target).toMatchObject({ isAws: true, clientConfig: {} });
    expect(notes).toEqual(['wait 5']);
  });

  it.each([
    ['another value', { CONFORMANCE_TARGET: 'AWS' }, 'CONFORMANCE_TARGET is "AWS"'],
    ['AWS in CI', { CONFORMANCE_TARGET: 'aws', CI: 'true' }, 'CI is set'],
  ])('is refused for %s, before anything starts', async (_title, environment, message) => {
    const { open, notes } = setUp({ environment });

    await expect(open()).rejects.toThrow(message);
    expect(notes).toEqual([]);
  });

  it('takes a setting from its variable on AWS only, and says which one is missing', async () => {
    const local = await setUp({ environment: { CONFORMANCE_SENDER: 'set' } }).open();
    const aws = await setUp(onAws({ CONFORMANCE_SENDER: 'me@example.com' })).open();

    expect(local.setting('CONFORMANCE_SENDER', 'anybody')).toBe('anybody');
    expect(aws.setting('CONFORMANCE_SENDER', 'anybody')).toBe('me@example.com');
    expect(() => aws.setting('CONFORMANCE_ROLE_ARN', 'any')).toThrow('needs the variable CONFORMANCE_ROLE_ARN');
  });

  it('reads once here, and on AWS until it is settled or a minute is over', async () => {
    const { open, notes } = setUp(onAws());
    const [local, aws] = [await setUp().open(), await open()];
    const counter = () => {
      let count = 0;
      return async () => (count += 1);
    };

    expect(await local.settled(counter(), (count) => count === 3)).toBe(1);
    expect(await aws.settled(counter(), (count) => count === 3)).toBe(3);
    expect(notes).toEqual(['wait 2000', 'wait 2000']);
    expect(await aws.settled(counter(), () => false)).toBe(30);
  });

  it('deletes in reverse what was created, and stops then', async () => {
    const { open, notes } = setUp();
    const target = await open();
    target.onStop(async () => notes.push('first'));
    target.onStop(failWith('ResourceNotFoundException'));
    target.onStop(async () => notes.push('second'));

    await target.stop();

    expect(notes).toEqual(['start', 'second', 'first', 'stop']);
  });

  it('says what is left, and deletes the rest all the same', async () => {
    const { open, notes } = setUp();
    const target = await open();
    target.onStop(async () => notes.push('deleted'));
    target.onStop(failWith('AccessDeniedException'));

    await expect(target.stop()).rejects.toThrow(/1 of the things.*"conformance-".*by AccessDeniedException/);
    expect(notes).toEqual(['start', 'deleted', 'stop']);
  });

  it('gives every run names of its own', async () => {
    const [one, other] = [await setUp().open(), await setUp().open()];

    expect(one.uniqueName('queue')).toMatch(/^conformance-[0-9a-f]{8}-queue$/);
    expect(one.uniqueName('queue')).not.toBe(other.uniqueName('queue'));
  });
});
