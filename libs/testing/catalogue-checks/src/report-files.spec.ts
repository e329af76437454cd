import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { catalogue } from '@pulso/reports';

const folder = join(__dirname, '../../../domain/reports/src/catalogue');

describe('the file of a report', () => {
  it.each(catalogue)('is named by its id, as errors say: $id', ({ id }) => {
    expect(existsSync(join(folder, `${id}.ts`))).toBe(true);
  });
});
