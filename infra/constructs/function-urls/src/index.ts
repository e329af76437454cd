export { PublicFunctionUrl } from './public-function-url';
