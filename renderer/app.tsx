/** The whole window: the first sentence, where one can go, and what one looks at. */
import { checkNow } from './actions/care.ts';
import { SnoozeDialog } from './actions/snooze-dialog.tsx';
import { FirstRun } from './first-run/first-run.tsx';
import { Headline } from './headline/headline.tsx';
import { IncidentsView } from './incidents/incidents-view.tsx';
import { Toasts } from './pieces/toasts.tsx';
import { ServicesView } from './services/services-view.tsx';
import { SettingsView } from './settings/settings-view.tsx';
import { Announcer } from './shell/announcer.tsx';
import { Banners } from './shell/banners.tsx';
import { isShowingShortcuts, Shortcuts } from './shell/shortcuts.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { shellWords } from './shell/words.ts';
import { useKeys } from './state/keys.ts';
import { go, route } from './state/route.ts';
import { head } from './state/world.ts';
import './app.css';

export function App() {
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
  if (known.counts.services === 0 && view === 'services') return <FirstRun />;
  return view === 'incidents' ? <IncidentsView /> : <ServicesView />;
}
