/** The shared styles come first: those of each part refine them. */
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';

import { render } from 'preact';
import { App } from './app.tsx';
import { startTabState } from './shell/tab-state.ts';
import { bridge } from './state/bridge.ts';
import { startClock } from './state/clock.ts';
import { startKeys } from './state/keys.ts';
import { startPreferences } from './state/preferences.ts';
import { startRoute } from './state/route.ts';
import { receive, setConnection } from './state/world.ts';

startRoute();
bridge.follow({ onPush: receive, onConnection: setConnection });
startClock();
startPreferences();
startTabState();
startKeys();

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
