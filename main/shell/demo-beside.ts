/** The demo beside what is watched: a second application in this process, whose window is a page in the browser. */
import { startApplication } from '../app.ts';
import type { DemoFolder } from '../demo/stage-folder.ts';
import { createLog } from '../log.ts';
import { Refusal } from '../window/refusal.ts';

export type DemoBeside = {
  /** The address of its window; started once. Rejects with a `Refusal`; then it may be tried again. */
  start(): Promise<string>;
  close(): Promise<void>;
};

export type DemoBesideOptions = { readonly version: string; readonly rendererDir: string };

type Running = { readonly url: string; close(): Promise<void> };

export function createDemoBeside({ version, rendererDir }: DemoBesideOptions): DemoBeside {
  let running: Promise<Running> | undefined;

  async function begin(): Promise<Running> {
    const { openDemoFolder } = await import('../demo/stage-folder.ts');
    const folder = await openDemoFolder();
    try {
      return await play(folder);
    } catch (error) {
      await folder.close();
      throw error;
    }
  }

  async function play(folder: DemoFolder): Promise<Running> {
    let url: string | undefined;
    const started = await startApplication({
      configFile: folder.configFile,
      version,
      environment: demoEnvironment,
      log: createLog(() => undefined),
      listen(event) {
        if (event.type === 'started') url = event.dashboard ?? undefined;
      },
      isDemo: true,
      browser: { port: 0, rendererDir },
    });
    if (!started.ok) throw cannotStart('its configuration is not valid');
    const { application } = started;
    const close = async () => {
      await application.close();
      await folder.close();
    };
    if (url !== undefined) return { url, close };
    await application.close();
    throw cannotStart('it has no window');
  }

  return {
    async start() {
      running ??= begin();
      try {
        return (await running).url;
      } catch (error) {
        running = undefined;
        throw error instanceof Refusal ? error : cannotStart(error instanceof Error ? error.message : String(error));
      }
    },
    async close() {
      const begun = await running?.catch(() => undefined);
      await begun?.close();
    },
  };
}

/** Its services are on this machine, whatever proxy the others are behind, and it tells nobody. */
export const demoEnvironment = { no_proxy: '*' } as const;

function cannotStart(why: string): Refusal {
  return new Refusal('refused', {
    en: `the demo cannot be started: ${why}`,
    fr: `la démonstration ne peut pas démarrer\u202f: ${why}`,
  });
}
