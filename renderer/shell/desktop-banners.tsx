/** What the desktop application says of itself; nothing in a browser. */
import { signal } from '@preact/signals';
import { desktop } from '../state/desktop.ts';
import { head } from '../state/world.ts';
import { language } from '../words/dictionary.ts';
import { formatTime } from '../words/locale.ts';
import { Banner } from './banner.tsx';
import { type DesktopNews, desktopNews } from './desktop-news.ts';
import { isRead, markRead } from './read-once.ts';
import { shellWords } from './words.ts';

const trayNote = 'no-tray';
const isTrayMissed = signal(!isRead(trayNote));

/** Where GNOME has what shows a tray; most other desktops have one by themselves. */
const trayExtension = 'https://extensions.gnome.org/extension/615/appindicator-support/';

export function DesktopBanners() {
  const news = desktopNews(desktop.value, head.value?.notifiers ?? [], isTrayMissed.value);
  return (
    <>
      {news.map((one) => (
        <News key={one.kind === 'remark' ? one.remark.en : one.kind} news={one} />
      ))}
    </>
  );
}

function News({ news }: { readonly news: DesktopNews }) {
  const words = shellWords.value;
  switch (news.kind) {
    case 'silent':
      return (
        <Banner tone="doubt">
          <strong>{words.desktopSilent(formatTime(news.since))}</strong> {news.reason?.[language.value]}
        </Banner>
      );
    case 'remark':
      return <Banner tone="doubt">{news.remark[language.value]}</Banner>;
    case 'no_tray':
      return (
        <Banner
          tone="calm"
          onClose={() => {
            isTrayMissed.value = false;
            markRead(trayNote);
          }}
        >
          {words.noTray}{' '}
          <a href={trayExtension} target="_blank" rel="noreferrer">
            {words.trayExtension}
          </a>
        </Banner>
      );
    case 'sparing':
      return <Banner tone="calm">{words.sparing}</Banner>;
  }
}
