/** The whole window: the first sentence, where one can go, and what one looks at. */
import { useEffect } from 'preact/hooks';
import { checkNow } from './actions/care.ts';
import { SnoozeDialog } from './actions/snooze-dialog.tsx';
import { isBrokenFromStart } from './headline/broken-start.ts';
import { Headline } from './headline/headline.tsx';
import { Toasts } from './pieces/toasts.tsx';
import { ServicesView } from './services/services-view.tsx';
import { Announcer } from './shell/announcer.tsx';
import { Banners } from './shell/banners.tsx';
import { later, loadRest } from './shell/later.tsx';
import { isShowingShortcuts, Shortcuts } from './shell/shortcuts.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { shellWords } from './shell/words.ts';
import { useKeys } from './state/keys.ts';
import { go, route } from './state/route.ts';
import { head } from './state/world.ts';
import './app.css';

const IncidentsView = later(() => import('./incidents/incidents-view.tsx').then((part) => part.IncidentsView));
const SettingsView = later(() => import('./settings/settings-view.tsx').then((part) => part.SettingsView));
const BrokenStart = later(() => import('./first-run/broken-start.tsx').then((part) => part.BrokenStart));
const FirstRun = later(() => import('./first-run/first-run.tsx').then((part) => part.FirstRun));

export function App() {
  const isKnown = head.value !== undefined;
  useEffect(() => {
    if (isKnown) loadRest();
  }, [isKnown]);
  useKeys({
    '?': () => {
      isShowingShortcuts.value = true;
    },
    '1': () => go({ view: 'services' }),
    '2': () => go({ view: 'incidents' }),
    '3': () => go({ view: 'settings' }),
    c: () => void checkNow(),
  });
  return (
    <div class="app">
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        {shellWords.value.skip}
      </button>
      <TopBar />
      <Banners />
      <Headline />
      <main id="content" tabIndex={-1}>
        <View />
      </main>
      <SnoozeDialog />
      <Shortcuts />
      <Toasts />
      <Announcer />
    </div>
  );
}

function View() {
  const { view } = route.value;
  const known = head.value;
  if (view === 'settings') return <SettingsView />;
  if (known === undefined) return null;
  const isBroken = isBrokenFromStart(known);
  if (isBroken && view === 'services') return <BrokenStart />;
  if (known.counts.services === 0 && view === 'services') return <FirstRun />;
  // Another one, which asks anew, once there is something to be asked.
  return view === 'incidents' ? <IncidentsView key={`${isBroken}`} /> : <ServicesView />;
}
