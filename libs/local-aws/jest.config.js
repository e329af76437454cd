const preset = require('../../jest.preset.js');

const [esbuild] = Object.values(preset.transform);

// fauxqs is published as ES modules only, and this Jest runs CommonJS.
module.exports = {
  ...preset,
  transform: { ...preset.transform, '/node_modules/fauxqs/.+\\.js$': esbuild },
  transformIgnorePatterns: ['/node_modules/(?!fauxqs/)'],
};
