import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { invocationCases } from '../testing/differential/invocation-cases';
import { locateNativeRuntime, writeNativeEntry } from '../testing/differential/native-entry';
import { observeCase } from '../testing/differential/observe-case';

const nativeRuntime = locateNativeRuntime();
const formats = ['JSON', 'Text'] as const;

if (nativeRuntime === undefined) {
  it.skip('the runtime interface, compared with the native client of aws-lambda-ric: build it by npx nx native-runtime local-lambda', () =>
    undefined);
} else {
  describe.each(formats)(
    'the runtime interface with logs as %s, compared with the native client of aws-lambda-ric',
    (logFormat) => {
      let folder: string;
      let nativeEntry: string;

      beforeAll(() => {
        folder = mkdtempSync(join(tmpdir(), 'native-runtime-spec-'));
        nativeEntry = writeNativeEntry(nativeRuntime, folder);
      });

      afterAll(() => rmSync(folder, { recursive: true }));

      it.each(invocationCases.map((invocationCase) => [invocationCase.title, invocationCase] as const))(
        'does the same with %s',
        async (_title, invocationCase) => {
          const withShim = await observeCase(invocationCase, { logFormat });
          const withNative = await observeCase(invocationCase, { logFormat, runtimeInterfaceClientPath: nativeEntry });

          expect(withShim).toEqual(withNative);
        },
        30_000,
      );
    },
  );
}
