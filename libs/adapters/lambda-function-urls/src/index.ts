export { createReadFunctionUrl } from './create-read-function-url';
