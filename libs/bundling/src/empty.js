// Stands in for packages that a dependency requires but never calls on this runtime (nx.json says which).
module.exports = {};
