import { join } from 'node:path';

/** The repository's root: where commands run, and what imports this. */
export const root = join(__dirname, '../../../../../..');

process.chdir(root);
