import { describe, expect, it } from 'vitest';
import type { DesktopView, NotifierView } from '../../../preload/snapshot.ts';
import { desktopNews, silentNotifier } from '../../../renderer/shell/desktop-news.ts';

const desktop: DesktopView = {
  tray: 'shown',
  remarks: [],
  startsAtLogin: false,
  keychain: 'encrypted',
  keptTokens: [],
  isSparing: false,
};

const noServer = { en: 'no notification server answers', fr: 'aucun serveur de notifications ne répond' };
const quiet: NotifierView = { name: 'desktop', owed: 1, unreachableSince: 7, reason: noServer };
const slack: NotifierView = { name: 'slack', owed: 3, unreachableSince: 5 };

describe('what the desktop application says above everything', () => {
  it('is nothing while all of it works', () => {
    expect(desktopNews(desktop, [{ name: 'desktop', owed: 0 }], true)).toEqual([]);
    expect(desktopNews({ ...desktop, tray: 'unknown' }, [], true)).toEqual([]);
  });

  it('is nothing in a browser', () => {
    expect(desktopNews(undefined, [quiet, slack], true)).toEqual([]);
  });

  it('says since when notifications are not shown, and why', () => {
    expect(desktopNews(desktop, [slack, quiet], true)).toEqual([{ kind: 'silent', since: 7, reason: noServer }]);
  });

  it('says why only once, where a remark says the same', () => {
    const other = { en: 'the keychain is locked', fr: 'le trousseau est verrouillé' };
    const said = desktopNews({ ...desktop, remarks: [noServer, other] }, [quiet], true);
    expect(said.map(({ kind }) => kind)).toEqual(['silent', 'remark']);
    expect(said.at(-1)).toEqual({ kind: 'remark', remark: other });
    expect(desktopNews({ ...desktop, remarks: [noServer] }, [], true)).toEqual([{ kind: 'remark', remark: noServer }]);
  });

  it('says that there is no tray until somebody has closed it', () => {
    const without: DesktopView = { ...desktop, tray: 'absent' };
    expect(desktopNews(without, [], true)).toEqual([{ kind: 'no_tray' }]);
    expect(desktopNews(without, [], false)).toEqual([]);
  });

  it('says last that it spares the battery', () => {
    const said = desktopNews({ ...desktop, tray: 'absent', isSparing: true, remarks: [noServer] }, [], true);
    expect(said.map(({ kind }) => kind)).toEqual(['remark', 'no_tray', 'sparing']);
  });
});

describe('a Slack that is not reached', () => {
  it('is not confused with another notifier', () => {
    expect(silentNotifier([quiet, { name: 'slack', owed: 0 }], 'slack')).toBeUndefined();
    expect(silentNotifier([quiet, slack], 'slack')).toEqual({ owed: 3, since: 5 });
  });
});
