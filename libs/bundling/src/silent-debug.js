// Stands in for the package debug: Telegraf would hand it updates and secrets to print (esbuild-config.js says where).
module.exports = () => () => undefined;
