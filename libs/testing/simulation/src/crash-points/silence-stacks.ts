/** For a spec that runs thousands of worlds: errors are made without stacks, which are never read and cost most. */
export function silenceStacks(): void {
  const { stackTraceLimit } = Error;
  beforeAll(() => {
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });
}
