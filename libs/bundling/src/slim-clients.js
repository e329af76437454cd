/**
 * Leaves out of the bundles what no code here uses of the SDK's clients.
 *
 * A client registers every error of its service when it is loaded, so the bundler can't tell that most of them belong to
 * operations that are not called: 70 KB of Parameter Store for the one operation that reads secrets. An error that is not
 * registered arrives as the client's general one, with the name that the service has sent.
 *
 * Of its package.json, 2 KB, a client reads its version.
 */
const { readFile } = require('node:fs/promises');

/** Of these clients all errors go. Not of DynamoDB: a failed condition brings the item along. */
const clients = /[\\/]@aws-sdk[\\/]client-ssm[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/;

/** One statement a line, as the SDK's generator writes them; the client's general error has another registry. */
const registration = /^n0_registry\.registerError\(\w+\$, \w+\);\n/gm;

const packages = /[\\/]@aws-sdk[\\/]client-[^\\/]+[\\/]package\.json$/;

/** @type {import('esbuild').Plugin} */
module.exports = {
  name: 'slim-clients',
  setup({ onLoad }) {
    onLoad({ filter: clients }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace(registration, '');
      // A client that is written in another way must not grow unnoticed.
      if (contents === source) throw new Error(`${path} registers its errors in another way than it did.`);
      return { contents, loader: 'js' };
    });
    onLoad({ filter: packages }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
