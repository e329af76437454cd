export { createRenderPng } from './create-render-png';
