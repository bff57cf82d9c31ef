// Loaded into the main process of real Electron before the application: lets a test see what a person would see of tray,
// menus and notifications, and do what a person or the system would do. The application's own code knows nothing of it.
const { basename } = require('node:path');
const electron = require('electron');
const { app, BrowserWindow, Menu, net, nativeImage, powerMonitor, shell } = electron;

const images = new WeakMap();
const trays = new Set();
const shownNotifications = [];
const live = new Set();
const openedLinks = [];
const revealedPaths = [];
const downloads = [];
const relaunches = [];
const settings = {};

const fromPath = nativeImage.createFromPath;
nativeImage.createFromPath = (path) => {
  const image = fromPath(path);
  images.set(image, basename(path));
  return image;
};

const { Tray } = electron;
class SpiedTray extends Tray {
  constructor(image, ...rest) {
    super(image, ...rest);
    this.seen = { image: images.get(image) ?? '', tooltip: '', title: '', menu: [] };
    trays.add(this);
  }
  setImage(image) {
    this.seen.image = images.get(image) ?? '';
    super.setImage(image);
  }
  setToolTip(tooltip) {
    this.seen.tooltip = tooltip;
    super.setToolTip(tooltip);
  }
  setTitle(title) {
    this.seen.title = title;
    super.setTitle(title);
  }
  setContextMenu(menu) {
    this.menu = menu;
    super.setContextMenu(menu);
  }
  destroy() {
    trays.delete(this);
    super.destroy();
  }
}

const { Notification } = electron;
class SpiedNotification extends Notification {
  picture() {
    const { title, body, silent, urgency, actions } = this;
    return { title, body, silent, urgency: urgency ?? 'normal', actions: actions.map(({ text }) => text) };
  }
  show() {
    if (settings.refusesNotifications) {
      setImmediate(() => this.emit('failed', {}, 'the system does not show notifications of this program'));
      return;
    }
    live.add(this);
    shownNotifications.push(this.picture());
    super.show();
    // Under a display without a notification service nothing else would ever say so.
    setImmediate(() => this.emit('show', {}));
  }
  close() {
    live.delete(this);
    super.close();
  }
}

const replacements = { Tray: SpiedTray, Notification: SpiedNotification };
for (const [name, value] of Object.entries(replacements)) {
  Object.defineProperty(electron, name, { get: () => value, configurable: true, enumerable: true });
}
shell.openExternal = async (url) => void openedLinks.push(url);
shell.showItemInFolder = (path) => void revealedPaths.push(path);
app.relaunch = (options) => void relaunches.push([...(options?.args ?? [])]);
const isOnline = net.isOnline.bind(net);
net.isOnline = () => settings.isOnline ?? isOnline();
app.whenReady().then(() => {
  // Nobody is there to say where it goes.
  electron.session.defaultSession.on('will-download', (event, item) => {
    if (event.defaultPrevented) return;
    downloads.push(item.getFilename());
    item.cancel();
  });
  const isOnBattery = powerMonitor.isOnBatteryPower.bind(powerMonitor);
  powerMonitor.isOnBatteryPower = () => settings.isOnBattery ?? isOnBattery();
});

function entriesOf(menu) {
  return menu.items.map(({ label, type, enabled, checked, submenu }) => ({
    label,
    type,
    enabled,
    checked,
    ...(submenu ? { submenu: entriesOf(submenu) } : {}),
  }));
}

function choose(menu, [first = '', ...rest]) {
  const item = menu?.items.find(({ label }) => label.startsWith(first));
  if (item === undefined) throw new Error(`the menu has no "${first}"`);
  if (item.submenu) choose(item.submenu, rest);
  else item.click();
}

function notification(title) {
  const found = [...live].find((one) => one.title.includes(title));
  if (found === undefined) throw new Error(`no notification says "${title}"`);
  return found;
}

function look() {
  const [tray] = trays;
  return {
    isReady: app.isReady(),
    tray: tray && { ...tray.seen, menu: tray.menu instanceof Menu ? entriesOf(tray.menu) : [] },
    notifications: [...live].map((one) => one.picture()),
    shownNotifications,
    windows: BrowserWindow.getAllWindows().map((window) => ({
      isVisible: window.isVisible(),
      bounds: window.getBounds(),
      url: window.webContents.getURL(),
    })),
    openedLinks,
    revealedPaths,
    downloads,
    relaunches,
    openAtLogin: app.getLoginItemSettings().openAtLogin,
  };
}

const deeds = {
  look,
  choose: ({ labels }) => choose([...trays][0]?.menu, labels),
  power: ({ event }) => void powerMonitor.emit(event),
  set: ({ changes }) => void Object.assign(settings, changes),
  click: ({ title }) => void notification(title).emit('click', {}),
  dismiss({ title }) {
    const found = notification(title);
    live.delete(found);
    found.emit('close', { reason: 'userCanceled' });
  },
  act: ({ title, index }) =>
    void notification(title).emit('action', { actionIndex: index, selectionIndex: -1 }, index, -1),
  close_window: () => BrowserWindow.getAllWindows()[0]?.close(),
  crash_window: () => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
};

globalThis.desktopSpy = {
  perform(deed) {
    const answer = deeds[deed.do](deed);
    return deed.do === 'look' ? answer : undefined;
  },
};
