export { createRenderPng } from './create-render-png';
export { UndrawableSvgError } from './errors';
