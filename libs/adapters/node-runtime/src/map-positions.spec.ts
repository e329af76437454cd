import { transformSync } from 'esbuild';

import { createMapPositions } from './map-positions';

const source = `export function answer(text: string): never {
  const reason = 'No answer to ' + text;
  throw new Error(reason);
}
`;

/** A bundle of that source and its map, as the services are built. */
function bundle() {
  const { code, map } = transformSync(source, {
    ...{ loader: 'ts', format: 'cjs', minify: true, sourcemap: 'external' },
    sourcefile: '../../../libs/domain/conversation/src/answer.ts',
  });
  const column = code.indexOf('new Error') + 1;
  const line = code.slice(0, column).split('\n').length;
  return { map, position: `${line}:${column - code.lastIndexOf('\n', column - 1) - 1}` };
}

describe('createMapPositions', () => {
  const { map, position } = bundle();
  const mapPositions = createMapPositions((service, file) =>
    service === 'bot' && file === 'handler.js' ? map : undefined,
  );

  it('leads from a frame in a bundle to the line of the source', () => {
    const frame = `at answer (/var/task/handler.js:${position})`;

    expect(mapPositions('bot', frame)).toBe('at answer (libs/domain/conversation/src/answer.ts:3:9)');
  });

  it.each([
    'at answer (/var/task/chart.js:1:20)',
    'at processTicksAndRejections (node:internal/process/task_queues:104:5)',
    'at answer (/var/task/handler.js:99999:1)',
    'nothing at all',
  ])('keeps text without a mapping: %s', (text) => {
    expect(mapPositions('bot', text)).toBe(text);
  });

  it("asks for the map of the line's service", () => {
    const frame = `at answer (/var/task/handler.js:${position})`;

    expect(mapPositions('notifier', frame)).toBe(frame);
  });

  it('looks for each map once, even if it is missing', () => {
    const asked: string[] = [];
    const counting = createMapPositions((service, file) => void asked.push(`${service}/${file}`));

    counting('bot', 'handler.js:1:1 handler.js:1:2');
    counting('bot', 'handler.js:1:3');

    expect(asked).toEqual(['bot/handler.js']);
  });
});
