// Worlds keep a core busy and wait for nothing, so each core gets a file: by default Jest leaves one out.
module.exports = { preset: '../../jest.preset.js', maxWorkers: '100%' };
