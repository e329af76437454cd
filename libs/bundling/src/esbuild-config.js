/** How the services are bundled, besides what nx.json says. Paths are those from the root of the repository. */
const ownModules = require('./own-modules');
const slimClients = require('./slim-clients');

/** @type {import('esbuild').BuildOptions} */
module.exports = {
  outExtension: { '.js': '.js' },
  mainFields: ['module', 'main'],
  sourcesContent: false,
  legalComments: 'none',
  charset: 'utf8',
  loader: { '.wasm': 'file' },
  assetNames: '[name]',
  alias: {
    'whatwg-url': './libs/bundling/src/empty.js',
    encoding: './libs/bundling/src/empty.js',
    debug: './libs/bundling/src/silent-debug.js',
    'safe-compare': './libs/bundling/src/empty.js',
    '@aws-sdk/credential-provider-node': './libs/bundling/src/environment-credentials.js',
  },
  plugins: [ownModules, slimClients],
};
