/** Data frames in a notebook. */
export { frame } from './frame.ts';
