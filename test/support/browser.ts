export { launchBrowser } from '../../viewer/browser/launch.ts';
