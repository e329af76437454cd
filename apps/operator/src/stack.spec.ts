import { createJsonLog } from '@pulso/kit/runtime';
import { type MapPositions } from '@pulso/adapters/node-runtime';

import { renderLine } from './stack';

/** Replaces the bundle's name by the service's and keeps the position. */
const mapPositions: MapPositions = (service, text) => text.replace(/\/var\/task\/handler\.js/g, `${service}.ts`);

const frames = 'at answer (/var/task/handler.js:1:20)\nat handle (/var/task/handler.js:1:90)';

/** A line as a service writes it. */
function logged(): string {
  let line = '';
  createJsonLog((text) => (line = text), {
    clock: { nowMs: () => Date.parse('2026-11-27T12:30:00Z') },
    fields: () => ({ service: 'bot' }),
  }).error('webhook-call-failed', { errorName: 'TypeError', errorMessage: 'no answer', stack: frames });
  return line;
}

const shown = `2026-11-27T12:30:00.000Z  ERROR  bot  webhook-call-failed  TypeError: no answer
    at answer (bot.ts:1:20)
    at handle (bot.ts:1:90)`;

describe('renderLine', () => {
  it('shows what went wrong, and each frame on a line of its own', () => {
    expect(renderLine(logged(), mapPositions)).toBe(shown);
  });

  it("finds the line in a query's answer, after other columns", () => {
    expect(renderLine(`2026-11-27 12:30:00.000 | ${logged()}`, mapPositions)).toBe(shown);
  });

  it('finds the service of a line of Lambda by the name of its function', () => {
    const line = '/aws/lambda/pulso-prod-query-worker  at poll (/var/task/handler.js:1:20)';

    expect(renderLine(line, mapPositions)).toContain('at poll (query-worker.ts:1:20)');
  });

  it.each(['at poll (/var/task/handler.js:1:20)', '', '{"event":', '{"stack":1}'])('leaves %j as it is', (line) => {
    expect(renderLine(line, mapPositions)).toBe(line);
  });
});
