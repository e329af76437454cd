import { restartReason } from './start-watch';

describe('restartReason', () => {
  it.each([
    ['libs/bundling/src/esbuild-config.js', 'how services are bundled'],
    ['apps/local/cloud/src/main.ts', 'the local cloud itself'],
    ['libs/local/telegram/src/methods.ts', 'the local cloud itself'],
    ['tsconfig.base.json', 'what the workspace consists of'],
    ['apps/notifier/project.json', 'what the workspace consists of'],
  ])('says what %s decides', (path, what) => {
    expect(restartReason(path)).toBe(what);
  });

  it.each([
    'libs/kit/texts/src/bot-texts-en.ts',
    'apps/bot/src/handler.ts',
    'apps/local/console/src/app.tsx',
    'apps/local/cloud/src/start/parse-ports.spec.ts',
    'libs/local/telegram/src/testing/toy.ts',
    'README.md',
    'libs/domain/x/package.json.ts',
  ])('asks for no restart after an edit of %s', (path) => {
    expect(restartReason(path)).toBeUndefined();
  });
});
