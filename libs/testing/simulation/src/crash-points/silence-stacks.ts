/** For specs that run thousands of worlds: creates errors without stacks, which are never read and cost most time. */
export function silenceStacks(): void {
  const { stackTraceLimit } = Error;
  beforeAll(() => {
    Error.stackTraceLimit = 0;
  });
  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });
}
