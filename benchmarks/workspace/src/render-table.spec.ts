import { renderTable } from './render-table';

describe('renderTable', () => {
  it('puts what was measured beside the target and what was before, and says what misses it', () => {
    const table = renderTable([
      { what: 'npm test, cold', seconds: 400.04, targetSeconds: 320, beforeSeconds: 660 },
      { what: 'first test result', seconds: 1.5, targetSeconds: 1.5 },
    ]);

    expect(table.split('\n')).toEqual([
      '| CPU seconds       |   now | target | before |                      |',
      '| ----------------- | ----: | -----: | -----: | -------------------- |',
      '| npm test, cold    | 400.0 |    320 |    660 | 1.3 times the target |',
      '| first test result |   1.5 |    1.5 |      - |                      |',
    ]);
  });
});
