/** For `node --import`: puts the stand-in in Electron's place, and lets the test that started this process ask and act. */
import { putInElectronsPlace } from './hooks.ts';

putInElectronsPlace();
const { serveControl } = await import('./control.ts');
serveControl();
