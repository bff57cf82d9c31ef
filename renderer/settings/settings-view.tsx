/** The settings: their parts at the left, or above where there is no room, and one of them. */
import { useEffect, useRef } from 'preact/hooks';
import type { Settings } from '../../preload/settings.ts';
import { hrefOf, route } from '../state/route.ts';
import { AppearanceSection } from './appearance/appearance-section.tsx';
import { ConnectivitySection } from './connectivity/connectivity-section.tsx';
import { FileRemarks } from './file-remarks.tsx';
import { FilesSection } from './files/files-section.tsx';
import { MaintenanceSection } from './maintenance/maintenance-section.tsx';
import { MonitoringSection } from './monitoring/monitoring-section.tsx';
import { NotificationsSection } from './notifications/notifications-section.tsx';
import { type Section, sectionOf, sections } from './sections.ts';
import { ServicesSection } from './services/services-section.tsx';
import { refreshSettings, useSettings } from './settings-state.ts';
import { SlackSection } from './slack/slack-section.tsx';
import { settingsWords } from './words.ts';
import './settings-view.css';

export type SectionProps = {
  readonly settings: Settings;
  /** The file is broken: it is shown, and cannot be changed. */
  readonly isReadOnly: boolean;
};

const views: Readonly<Record<Section, (props: SectionProps) => preact.JSX.Element>> = {
  services: ServicesSection,
  monitoring: MonitoringSection,
  slack: SlackSection,
  notifications: NotificationsSection,
  connectivity: ConnectivitySection,
  maintenance: MaintenanceSection,
  appearance: AppearanceSection,
  files: FilesSection,
};

export function SettingsView() {
  const section = sectionOf(route.value.chosen) ?? 'services';
  const { answer, error, isAsking } = useSettings().value;
  return (
    <div class="settings">
      <SectionList current={section} />
      <Pane section={section}>
        {answer !== undefined && <Body settings={answer} section={section} />}
        {answer === undefined && error !== undefined && <Unread section={section} error={error} />}
        {answer === undefined && error === undefined && isAsking && (
          <p class="settings-reading quiet">{settingsWords.value.reading}</p>
        )}
      </Pane>
    </div>
  );
}

function SectionList({ current }: { readonly current: Section }) {
  const words = settingsWords.value;
  const chosen = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <nav class="settings-sections" aria-label={words.navigation}>
      <ul>
        {sections.map((section) => (
          <li key={section}>
            <a
              ref={section === current ? chosen : null}
              href={hrefOf({ view: 'settings', chosen: section })}
              aria-current={section === current ? 'page' : undefined}
            >
              {words.sections[section]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Pane({ section, children }: { readonly section: Section; readonly children: preact.ComponentChildren }) {
  const pane = useRef<HTMLElement>(null);
  const place = `${section} ${route.value.params.service ?? ''} ${route.value.params.window ?? ''}`;
  useEffect(() => {
    pane.current?.scrollTo({ top: 0 });
  }, [place]);
  return (
    <section class="settings-pane" ref={pane} aria-label={settingsWords.value.sections[section]}>
      {children}
    </section>
  );
}

function Body({ settings, section }: { readonly settings: Settings; readonly section: Section }) {
  const View = views[section];
  return (
    <div class="settings-body">
      <FileRemarks settings={settings} />
      <View settings={settings} isReadOnly={settings.problems.length > 0} />
    </div>
  );
}

function Unread({ section, error }: { readonly section: Section; readonly error: string }) {
  const words = settingsWords.value;
  // It is none of the file's.
  if (section === 'appearance') {
    return (
      <div class="settings-body">
        <AppearanceSection />
      </div>
    );
  }
  return (
    <div class="empty">
      <h2>{words.unread}</h2>
      <p class="quiet">{error}</p>
      <button type="button" class="button" onClick={() => void refreshSettings()}>
        {words.again}
      </button>
    </div>
  );
}
