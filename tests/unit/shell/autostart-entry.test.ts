import { describe, expect, it } from 'vitest';
import { readAutostart, writeAutostart } from '../../../main/shell/autostart-entry.ts';

const lineOf = (command: readonly string[], key: string): string | undefined => {
  const text = writeAutostart(command);
  if (typeof text !== 'string') throw new Error(`cannot hold ${text.unwritable}`);
  return text.split('\n').find((line) => line.startsWith(`${key}=`));
};

describe('the entry that starts the program at login', () => {
  it('is complete', () => {
    expect(writeAutostart(['/opt/ASL Monitor/asl-monitor', '--hidden'])).toBe(`[Desktop Entry]
Type=Application
Name=ASL Monitor
Comment=Watches HTTP(S) services and tells about outages
Comment[fr]=Surveille des services HTTP(S) et signale leurs pannes
Exec="/opt/ASL Monitor/asl-monitor" --hidden
TryExec=/opt/ASL Monitor/asl-monitor
Icon=asl-monitor
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
`);
  });

  // The right side is what stands in the file, where the general escape of backslashes comes on top of the quotes'.
  it.each([
    ['plain', '/opt/a-b_c.1/x', '/opt/a-b_c.1/x'],
    ['a space', '/a b', '"/a b"'],
    ['an apostrophe', "/a'b", `"/a'b"`],
    ['a quotation mark', '/a"b', String.raw`"/a\\"b"`],
    ['a backtick', '/a`b', '"/a\\\\`b"'],
    ['a dollar', '/$HOME', String.raw`"/\\$HOME"`],
    ['a backslash', '/a\\b', String.raw`"/a\\\\b"`],
    ['what a shell would act on', '/a;b&c|d<e>f(g)h*i?j#k~l', '"/a;b&c|d<e>f(g)h*i?j#k~l"'],
    ['other letters', '/Büro/会', '"/Büro/会"'],
    ['nothing', '', '""'],
    ['a field code', '/50%u', '/50%%u'],
    ['all at once', '/a "b" $c %d \\e', String.raw`"/a \\"b\\" \\$c %%d \\\\e"`],
  ])('holds an argument with %s', (_what, argument, written) => {
    expect(lineOf(['/p', argument], 'Exec')).toBe(`Exec=/p ${written}`);
  });

  it('starts a program with a percent sign in its path in a way that every desktop understands', () => {
    expect(lineOf(['/100%/p', '--hidden'], 'Exec')).toBe('Exec=/usr/bin/env /100%%/p --hidden');
    expect(lineOf(['/100%/p', '--hidden'], 'TryExec')).toBe('TryExec=/100%/p');
  });

  it.each([
    ['a line end', ['/p', '--config=/a\nExec=evil']],
    ['a tab', ['/a\tb']],
    ['an equals sign in the program', ['/a=b/p']],
  ])('cannot hold %s, and says which argument has it', (_what, command) => {
    expect(writeAutostart(command)).toEqual({ unwritable: command.at(-1) });
  });

  it('may have equals signs behind the program', () => {
    expect(lineOf(['/p', '--config=/a'], 'Exec')).toBe('Exec=/p --config=/a');
  });
});

describe('an entry that is there', () => {
  const entry = (lines: string): string => `[Desktop Entry]\nType=Application\nTryExec=/p\n${lines}`;

  it('is on, and leads to its program, as it was written', () => {
    const program = '/a "b" $c %d \\e\\n';
    const text = writeAutostart([program, '--hidden']);
    expect(readAutostart(String(text))).toEqual({ isOn: true, program });
  });

  it.each([
    ['Hidden=true', 'by the common key'],
    ['Hidden = True', 'by hand'],
    ['X-GNOME-Autostart-enabled=false', 'in GNOME or Cinnamon'],
    ['X-MATE-Autostart-enabled=false', 'in MATE'],
  ])('is off where %s stands in it, %s', (line) => {
    expect(readAutostart(entry(line))).toEqual({ isOn: false, program: '/p' });
    expect(readAutostart(`${entry(line)}\r\n`.replaceAll('\n', '\r\n').replaceAll('\r\r', '\r'))).toMatchObject({
      isOn: false,
    });
  });

  it.each([
    'Hidden=false',
    '#Hidden=true',
    'X-GNOME-Autostart-enabled=true',
    '[Desktop Action x]\nHidden=true',
    'NotHidden=true',
  ])('is on where %j stands in it', (lines) => {
    expect(readAutostart(entry(lines))).toEqual({ isOn: true, program: '/p' });
  });

  it.each([
    '',
    'nonsense',
    '[Desktop Entry]',
    '[Desktop Entry]\nTryExec=asl-monitor',
    '[Other]\nTryExec=/p',
    '\0\0[Desktop',
  ])('names no program where it is %j', (text) => {
    expect(readAutostart(text)).toEqual({ isOn: true });
  });
});
