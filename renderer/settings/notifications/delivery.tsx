/** Whether notifications come on this machine: what the system keeps from people, and one to see for oneself. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { NotificationReport } from '../../../preload/settings.ts';
import type { DesktopView } from '../../../preload/snapshot.ts';
import { StateMark } from '../../pieces/state-mark.tsx';
import { ask, errorText } from '../../state/bridge.ts';
import { language } from '../../words/dictionary.ts';
import { notificationWords } from './words.ts';
import './delivery.css';

type Outcome = { readonly report: NotificationReport } | { readonly error: string };

export function Delivery({ view }: { readonly view: DesktopView }) {
  const words = notificationWords.value;
  const titleId = useId();
  const outcome = useSignal<Outcome | undefined>(undefined);
  const isTesting = useSignal(false);
  const test = async (): Promise<void> => {
    if (isTesting.peek()) return;
    isTesting.value = true;
    outcome.value = undefined;
    try {
      outcome.value = { report: await ask('testNotification') };
    } catch (error) {
      outcome.value = { error: errorText(error) };
    } finally {
      isTesting.value = false;
    }
  };
  const remarks = remarksOf(view);
  return (
    <section class="delivery" aria-labelledby={titleId}>
      <h3 id={titleId}>{words.delivery}</h3>
      {remarks.length > 0 && (
        <ul class="delivery-remarks">
          {remarks.map((remark) => (
            <li key={remark}>
              <StateMark state="degraded" />
              <span>{remark}</span>
            </li>
          ))}
        </ul>
      )}
      <button type="button" class="button" aria-busy={isTesting.value} onClick={() => void test()}>
        {words.test}
      </button>
      <div class="delivery-report" role="status">
        {isTesting.value && <p class="quiet">{words.testing}</p>}
        {outcome.value !== undefined && <Report outcome={outcome.value} />}
      </div>
    </section>
  );
}

/** All that the system keeps from people, in the window's language. */
function remarksOf({ tray, remarks }: DesktopView): readonly string[] {
  const words = notificationWords.value;
  const ofTray = { shown: [], absent: [words.noTray], unknown: [words.unknownTray] }[tray];
  return [...remarks.map((remark) => remark[language.value]), ...ofTray];
}

function Report({ outcome }: { readonly outcome: Outcome }) {
  const words = notificationWords.value;
  if ('error' in outcome) return <Line state="down" parts={[words.notShown, outcome.error]} />;
  const { report } = outcome;
  if (report.shown) return <Line state="ok" parts={[words.shown]} />;
  const { reason, remedy } = report;
  return <Line state="down" parts={[words.notShown, reason[language.value], remedy?.[language.value] ?? '']} />;
}

function Line({ state, parts }: { readonly state: 'ok' | 'down'; readonly parts: readonly string[] }) {
  const [verdict = '', ...rest] = parts;
  return (
    <p class="delivery-line">
      <StateMark state={state} />
      <span>
        {rest.length === 0 ? verdict : <strong>{verdict}</strong>} {rest.join(' ')}
      </span>
    </p>
  );
}
