/** Electron's tray, menus and images, as far as what a person sees of them. */
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import { type MenuEntry, machine } from './machine.ts';

const types = new Set(['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette']);

type FaithfulImage = Pick<NativeImage, 'isEmpty' | 'setTemplateImage' | 'isTemplateImage'>;
type FaithfulTray = Pick<Tray, 'setToolTip' | 'setTitle' | 'isDestroyed' | 'destroy'>;

export class StandInImage implements FaithfulImage {
  readonly file: string;
  isTemplate = false;

  constructor(file: string) {
    this.file = file;
  }

  isEmpty(): boolean {
    return this.file === '';
  }

  setTemplateImage(isTemplate: boolean): void {
    this.isTemplate = isTemplate;
  }

  isTemplateImage(): boolean {
    return this.isTemplate;
  }
}
/** One that is not there is empty, as Electron has it. */
export const nativeImage = {
  createFromPath: (path: string) => new StandInImage(existsSync(path) ? path : ''),
  createEmpty: () => new StandInImage(''),
};

export class StandInMenu {
  static setApplicationMenu(_menu: unknown): void {}

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): StandInMenu {
    for (const { type, label, role } of template) {
      if (type !== undefined && !types.has(type)) throw new TypeError(`Unknown menu item type: ${type}`);
      if (type !== 'separator' && label === undefined && role === undefined)
        throw new TypeError('Invalid template for MenuItem');
    }
    return new StandInMenu(template);
  }

  readonly template: readonly MenuItemConstructorOptions[];

  constructor(template: readonly MenuItemConstructorOptions[] = []) {
    this.template = template;
  }

  entries(): readonly MenuEntry[] {
    return entriesOf(this.template);
  }

  /** Chooses the entry that these labels lead to, each by its beginning. */
  choose(labels: readonly string[]): void {
    chooseIn(this.template, labels);
  }
}

function entriesOf(template: readonly MenuItemConstructorOptions[]): readonly MenuEntry[] {
  return template.map(({ label = '', type, enabled = true, checked = false, submenu }) => ({
    label,
    type: type ?? (submenu === undefined ? 'normal' : 'submenu'),
    enabled,
    checked,
    ...(Array.isArray(submenu) ? { submenu: entriesOf(submenu) } : {}),
  }));
}

function chooseIn(template: readonly MenuItemConstructorOptions[], [first = '', ...rest]: readonly string[]): void {
  const item = template.find(({ label }) => label?.startsWith(first));
  if (item === undefined) {
    throw new Error(`the menu has no "${first}", but ${template.map(({ label }) => label ?? '---').join(', ')}`);
  }
  if (Array.isArray(item.submenu)) {
    chooseIn(item.submenu, rest);
    return;
  }
  if (item.enabled === false) throw new Error(`"${item.label}" cannot be chosen`);
  // Electron hands over the item, a window and the event: nothing of it is used.
  Reflect.apply(item.click ?? (() => undefined), undefined, []);
}

export class StandInTray extends EventEmitter implements FaithfulTray {
  #image: StandInImage;
  #tooltip = '';
  #title = '';
  #menu = new StandInMenu();
  #isDestroyed = false;
  readonly #onMachine = {
    picture: () => ({
      image: basename(this.#image.file),
      tooltip: this.#tooltip,
      title: this.#title,
      menu: this.#menu.entries(),
    }),
    click: (labels: readonly string[]) => this.#menu.choose(labels),
  };

  constructor(image: StandInImage) {
    super();
    if (image.isEmpty()) throw new Error('Failed to load image: a tray needs one that is there');
    this.#image = image;
    machine.trays.add(this.#onMachine);
  }

  setImage(image: StandInImage): void {
    if (image.isEmpty()) throw new Error('the image of the tray is empty');
    this.#image = image;
  }

  setToolTip(tooltip: string): void {
    this.#tooltip = tooltip;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  setContextMenu(menu: StandInMenu | null): void {
    this.#menu = menu ?? new StandInMenu();
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  destroy(): void {
    this.#isDestroyed = true;
    machine.trays.delete(this.#onMachine);
  }
}
