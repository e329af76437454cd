// Stands in for packages that a dependency requires but never calls on this runtime (esbuild-config.js says which).
module.exports = {};
