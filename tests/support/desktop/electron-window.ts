/** Electron's windows: each is a page of a real Chromium, in which the built preload runs before the page's own scripts. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserWindow, BrowserWindowConstructorOptions, WindowOpenHandlerResponse } from 'electron';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { Preventable } from './electron-app.ts';
import type { Network, StandInIpcMain } from './electron-session.ts';
import { type Bounds, machine } from './machine.ts';
import { preloadScript, toOwn, toShown } from './page-world.ts';

export type WindowsOptions = {
  readonly network: Network;
  readonly ipcMain: StandInIpcMain;
  /** Where new pages come from. */
  readonly context: () => Promise<BrowserContext>;
  /** A page wants to keep what it has made; false keeps it from that. */
  readonly onDownload: (url: string, contents: StandInContents) => boolean;
  readonly onCreated: (contents: StandInContents) => void;
  readonly onAllGone: () => void;
};

type OpenHandler = (details: { readonly url: string }) => WindowOpenHandlerResponse;

/** What the page is to Electron. */
export class StandInContents extends EventEmitter {
  readonly #options: WindowsOptions;
  readonly #preload: string | undefined;
  #page: Promise<Page> | undefined;
  #url = '';
  #isDestroyed = false;
  #isCrashed = false;
  /** What is done to the page is done in order. */
  #queue: Promise<unknown> = Promise.resolve();
  #openHandler: OpenHandler = () => ({ action: 'deny' });
  isShown = false;

  constructor(options: WindowsOptions, preload: string | undefined) {
    super();
    this.#options = options;
    this.#preload = preload;
  }

  isDestroyed = (): boolean => this.#isDestroyed;
  isCrashed = (): boolean => this.#isCrashed;
  getURL = (): string => this.#url;

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  send = (channel: string, ...args: readonly unknown[]): void => {
    this.#inPage(async (page) => {
      await page.evaluate(([name, values]) => Reflect.get(globalThis, '__electronDispatch')?.(name, values), [
        channel,
        args,
      ] as const);
    });
  };

  async load(url: string): Promise<void> {
    this.#url = url;
    this.#page ??= this.#open();
    const page = await this.#page;
    if (this.#isDestroyed) return;
    await page.goto(toShown(url), { waitUntil: 'domcontentloaded' });
    this.emit('did-finish-load', new Preventable());
  }

  setShown(isShown: boolean): void {
    this.isShown = isShown;
    this.#inPage(async (page) => {
      await page.evaluate((shown) => Reflect.get(globalThis, '__electronShow')?.(shown), isShown);
    });
  }

  crash(): void {
    void this.#page?.then(async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send('Page.crash').catch(() => undefined);
    });
  }

  destroy(): void {
    this.#isDestroyed = true;
    void this.#page?.then((page) => page.close()).catch(() => undefined);
  }

  /** A page that is gone, or that was crashed, is told nothing. */
  #inPage(work: (page: Page) => Promise<void>): void {
    const opening = this.#page;
    if (opening === undefined) return;
    this.#queue = this.#queue.then(async () => {
      if (!this.#isDestroyed && !this.#isCrashed) await work(await opening).catch(() => undefined);
    });
  }

  async #open(): Promise<Page> {
    const context = await this.#options.context();
    const page = await context.newPage();
    page.on('crash', () => {
      this.#isCrashed = true;
      this.emit('render-process-gone', new Preventable(), { reason: 'crashed', exitCode: 11 });
    });
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.#url = toOwn(frame.url());
    });
    page.on('download', (download) => {
      const isKept = this.#options.onDownload(toOwn(download.url()), this);
      if (isKept) machine.downloads.push(download.suggestedFilename());
      void download.cancel();
    });
    page.on('popup', (popup) => void popup.close());
    await page.exposeBinding('__electronInvoke', (source, channel: string, args: readonly unknown[]) =>
      this.#invoked(source.frame.url(), channel, args),
    );
    await page.exposeBinding('__electronSend', (source, channel: string, args: readonly unknown[]) => {
      this.#options.ipcMain.emit(channel, this.#event(source.frame.url()), ...args);
    });
    await page.exposeBinding('__electronOpen', (_source, url: string) => this.#openHandler({ url }).action);
    await page.route('**/*', (route) => this.#route(route));
    const source = this.#preload === undefined ? '' : readFileSync(this.#preload, 'utf8');
    await page.addInitScript(preloadScript(source, this.isShown));
    return page;
  }

  #event(shownUrl: string) {
    return { sender: this, senderFrame: { url: toOwn(shownUrl), parent: null, top: null } };
  }

  async #invoked(shownUrl: string, channel: string, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#options.ipcMain.handlerOf(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return await Reflect.apply(handler, undefined, [this.#event(shownUrl), ...args]);
  }

  async #route(route: Route): Promise<void> {
    const request = route.request();
    const url = toOwn(request.url());
    if (request.isNavigationRequest() && request.frame() === request.frame().page().mainFrame() && url !== this.#url) {
      const event = Object.assign(new Preventable(), { url, isMainFrame: true });
      this.emit('will-frame-navigate', event);
      // As if nobody had asked: another reason would put a page about the fault in its place.
      if (event.defaultPrevented) return await route.abort('aborted');
    }
    if (!(await this.#options.network.allows(url))) return await route.abort('blockedbyclient');
    const scheme = url.slice(0, url.indexOf(':'));
    const handler = this.#options.network.handlers.get(scheme);
    if (handler === undefined) return await route.abort('failed');
    const response = await handler(new Request(url, { method: request.method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }
}

type Faithful = Pick<
  BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'close'
  | 'destroy'
  | 'minimize'
  | 'restore'
  | 'maximize'
  | 'isVisible'
  | 'isMinimized'
  | 'isMaximized'
  | 'isFocused'
  | 'isDestroyed'
  | 'getBounds'
  | 'getNormalBounds'
>;

export class StandInWindow extends EventEmitter implements Faithful {
  static readonly #all = new Set<StandInWindow>();
  static #options: WindowsOptions;

  /** What windows are made with; to be called before the first one. */
  static use(options: WindowsOptions): void {
    StandInWindow.#options = options;
  }

  static getAllWindows(): readonly StandInWindow[] {
    return [...StandInWindow.#all];
  }

  readonly webContents: StandInContents;
  #bounds: Bounds;
  #isVisible = false;
  #isMinimized = false;
  #isMaximized = false;
  #isFocused = false;
  #isDestroyed = false;
  readonly #onMachine = {
    picture: () => ({ isVisible: this.isVisible(), bounds: this.#bounds, url: this.webContents.getURL() }),
    close: () => this.close(),
    crash: () => this.webContents.crash(),
  };

  constructor({ x = 0, y = 0, width = 800, height = 600, show, webPreferences }: BrowserWindowConstructorOptions = {}) {
    super();
    this.#bounds = { x, y, width, height };
    const { preload, sandbox, contextIsolation, nodeIntegration } = webPreferences ?? {};
    if (sandbox === false || contextIsolation === false || nodeIntegration === true)
      throw new Error('an unsafe window');
    this.webContents = new StandInContents(StandInWindow.#options, preload);
    StandInWindow.#all.add(this);
    machine.windows.add(this.#onMachine);
    StandInWindow.#options.onCreated(this.webContents);
    if (show !== false) this.show();
  }

  async loadURL(url: string): Promise<void> {
    try {
      await this.webContents.load(url);
    } catch (error) {
      if (!this.#isDestroyed) this.webContents.emit('did-fail-load', new Preventable(), -2, String(error), url, true);
      throw error;
    }
    if (!this.#isDestroyed) this.emit('ready-to-show', new Preventable());
  }

  show(): void {
    const wasVisible = this.#isVisible;
    this.#isVisible = true;
    this.webContents.setShown(true);
    if (!wasVisible) this.emit('show', new Preventable());
  }

  hide(): void {
    const wasVisible = this.#isVisible;
    this.#isVisible = false;
    this.webContents.setShown(false);
    if (wasVisible) this.emit('hide', new Preventable());
  }

  focus(): void {
    this.#isFocused = true;
  }

  close(): void {
    const event = new Preventable();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#isVisible = false;
    this.webContents.destroy();
    StandInWindow.#all.delete(this);
    machine.windows.delete(this.#onMachine);
    this.emit('closed');
    if (StandInWindow.#all.size === 0) StandInWindow.#options.onAllGone();
  }

  minimize(): void {
    this.#isMinimized = true;
    this.webContents.setShown(false);
    this.emit('minimize', new Preventable());
  }

  restore(): void {
    this.#isMinimized = false;
    this.webContents.setShown(this.#isVisible);
    this.emit('restore', new Preventable());
  }

  maximize(): void {
    this.#isMaximized = true;
    this.show();
  }

  isVisible = (): boolean => this.#isVisible;
  isMinimized = (): boolean => this.#isMinimized;
  isMaximized = (): boolean => this.#isMaximized;
  isFocused = (): boolean => this.#isFocused;
  isDestroyed = (): boolean => this.#isDestroyed;
  getBounds = (): Bounds => this.#bounds;
  getNormalBounds = (): Bounds => this.#bounds;
}
