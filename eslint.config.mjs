// For editors and for `eslint .`, which look for it here.
export { default } from './libs/tooling/eslint.config.mjs';
