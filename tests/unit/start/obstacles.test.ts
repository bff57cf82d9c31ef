import { describe, expect, it } from 'vitest';

type Obstacle = { readonly why: string; readonly remedy: string };
type Session = {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly args: readonly string[];
};
type Sandbox = {
  readonly helper: { readonly path: string; readonly isSetuid: boolean };
  readonly usernsClone?: string;
  readonly maxUserns?: string;
  readonly apparmorRestricts?: string;
};
type End = { readonly code: string | number | null; readonly signal: NodeJS.Signals | null; readonly text: string };

const {
  sessionObstacle,
  sandboxObstacle,
  beginningObstacle,
}: {
  sessionObstacle(session: Session): Obstacle | undefined;
  sandboxObstacle(session: Session, sandbox: Sandbox): Obstacle | undefined;
  beginningObstacle(end: End, sandbox: Sandbox | undefined): Obstacle | undefined;
} = await import(new URL('../../../scripts/start/obstacles.mjs', import.meta.url).href);

const x11: Session = { platform: 'linux', environment: { DISPLAY: ':0' }, uid: 1000, args: [] };

describe('a session', () => {
  it('has a display of either kind', () => {
    expect(sessionObstacle(x11)).toBeUndefined();
    expect(sessionObstacle({ ...x11, environment: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeUndefined();
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['neither is named', {}],
    ['both are empty', { DISPLAY: '', WAYLAND_DISPLAY: '' }],
  ])('has none where %s', (_what, environment) => {
    expect(sessionObstacle({ ...x11, environment })).toEqual({
      why: 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)',
      remedy: expect.stringContaining('desktop session'),
    });
  });

  it('needs none of this on other systems', () => {
    expect(sessionObstacle({ platform: 'darwin', environment: {}, uid: 0, args: [] })).toBeUndefined();
    expect(sessionObstacle({ platform: 'win32', environment: {}, args: [] })).toBeUndefined();
  });

  it('is not that of root, unless somebody has switched the sandbox off', () => {
    const root = { ...x11, uid: 0 };
    expect(sessionObstacle(root)?.why).toContain('does not run as root');
    expect(sessionObstacle({ ...root, args: ['--no-sandbox'] })).toBeUndefined();
    expect(sessionObstacle({ ...root, environment: { DISPLAY: ':0', ELECTRON_DISABLE_SANDBOX: '1' } })).toBeUndefined();
  });
});

describe("Chromium's sandbox", () => {
  const plain: Sandbox = { helper: { path: '/src/asl monitor/chrome-sandbox', isSetuid: false } };

  it('is made by the system, or by its helper', () => {
    expect(sandboxObstacle(x11, plain)).toBeUndefined();
    expect(sandboxObstacle(x11, { ...plain, usernsClone: '1', maxUserns: '15000' })).toBeUndefined();
    const helped = { ...plain, helper: { ...plain.helper, isSetuid: true } };
    expect(sandboxObstacle(x11, { ...helped, usernsClone: '0', maxUserns: '0' })).toBeUndefined();
  });

  it.each<[string, Partial<Sandbox>, string]>([
    ['Debian keeps namespaces from users', { usernsClone: '0' }, 'kernel.unprivileged_userns_clone=1'],
    ['there are no namespaces', { maxUserns: '0' }, 'user.max_user_namespaces=15000'],
  ])('cannot be made where %s, and both remedies are named', (_what, more, setting) => {
    const obstacle = sandboxObstacle(x11, { ...plain, ...more });
    expect(obstacle?.why).toContain('cannot make its sandbox');
    expect(obstacle?.remedy).toBe(
      "sudo chown root:root '/src/asl monitor/chrome-sandbox' && sudo chmod 4755 '/src/asl monitor/chrome-sandbox'" +
        `, or for all programs until the next boot: sudo sysctl -w ${setting}`,
    );
    expect(sandboxObstacle({ ...x11, args: ['--no-sandbox'] }, { ...plain, ...more })).toBeUndefined();
    expect(sandboxObstacle({ ...x11, platform: 'win32' }, { ...plain, ...more })).toBeUndefined();
  });

  it('may be allowed by AppArmor for this very program: only a start can tell', () => {
    const ubuntu = { ...plain, apparmorRestricts: '1' };
    expect(sandboxObstacle(x11, ubuntu)).toBeUndefined();
    const text =
      "[1:0908/1:FATAL:sandbox/linux/suid/client/setuid_sandbox_host.cc:166] The SUID sandbox helper binary was found, but is not configured correctly. Rather than run without sandboxing I'm aborting now.";
    const obstacle = beginningObstacle({ code: null, signal: 'SIGTRAP', text }, ubuntu);
    expect(obstacle?.why).toContain('AppArmor');
    expect(obstacle?.remedy).toContain('kernel.apparmor_restrict_unprivileged_userns=0');
  });
});

describe('an application that does nothing', () => {
  const end = (more: Partial<End>) => beginningObstacle({ code: 1, signal: null, text: '', ...more }, undefined);

  it('tells nothing of the machine where it ends as it should, or by itself', () => {
    expect(end({ code: 0, text: 'Missing X server or $DISPLAY' })).toBeUndefined();
    expect(end({ code: 3, text: 'whatever' })).toBeUndefined();
    expect(end({ code: null, signal: 'SIGKILL' })).toBeUndefined();
  });

  it.each([
    ['[7760:0116/122818.642576:ERROR:ozone_platform_x11.cc(240)] Missing X server or $DISPLAY', 'Missing X server'],
    [
      'a\n[5:0823/1:ERROR:host/wayland_connection.cc:202] Failed to connect to Wayland display: No such file',
      'Wayland',
    ],
  ])('tells that the display is out of reach, in its own words: %s', (text, words) => {
    const obstacle = end({ text, signal: 'SIGSEGV', code: null });
    expect(obstacle?.why).toMatch(/^the display cannot be reached \((Missing|Failed)/);
    expect(obstacle?.why).toContain(words);
  });

  it('tells that it may not run as root', () => {
    const text = '[1:FATAL:electron_main_delegate.cc(288)] Running as root without --no-sandbox is not supported.';
    expect(end({ text, code: null, signal: 'SIGTRAP' })?.why).toContain('does not run as root');
  });

  it('tells how it crashed where it says nothing', () => {
    expect(end({ code: null, signal: 'SIGILL' })?.why).toContain('it was ended by SIGILL');
    expect(end({ code: 0xc0000135 })?.why).toContain('0xc0000135');
  });
});
