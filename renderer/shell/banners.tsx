/** What stands above everything: a program that does not answer, a broken file, a Slack that is not reached, a desktop that keeps quiet. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isBrokenFromStart } from '../headline/broken-start.ts';
import { connection, head, programNow } from '../state/world.ts';
import { language } from '../words/dictionary.ts';
import { fileName } from '../words/file-name.ts';
import { formatTime } from '../words/locale.ts';
import { Banner } from './banner.tsx';
import { DesktopBanners } from './desktop-banners.tsx';
import { silentNotifier } from './desktop-news.ts';
import { shellWords } from './words.ts';

export function Banners() {
  return (
    <>
      <LostBanner />
      <ProblemsBanner />
      <SlackBanner />
      <DesktopBanners />
      <DemoBanner />
    </>
  );
}

function LostBanner() {
  const isLost = connection.value === 'lost';
  const since = useSignal<number | undefined>(undefined);
  useEffect(() => {
    since.value = isLost ? programNow() : undefined;
  }, [isLost, since]);
  if (!isLost || since.value === undefined) return null;
  const words = shellWords.value;
  return (
    <Banner tone="bad">
      <strong>{words.lost(formatTime(since.value))}</strong> {words.lostHint}
    </Banner>
  );
}

function ProblemsBanner() {
  const known = head.value;
  if (known === undefined) return null;
  const { file, problems } = known.configuration;
  if (problems.length === 0) return null;
  const { broken, brokenFromStart } = shellWords.value;
  return (
    <Banner tone="bad">
      <strong>{(isBrokenFromStart(known) ? brokenFromStart : broken)(problems.length)}</strong>
      <ul class="problems">
        {problems.map((problem) => (
          <li key={`${problem.line}:${problem.column}:${problem.message.en}`}>
            <code title={problem.file}>
              {fileName(problem.file || file)}
              {problem.line !== undefined && `:${problem.line}`}
              {problem.column !== undefined && `:${problem.column}`}
            </code>{' '}
            {problem.path !== '' && <code>{problem.path}</code>} {problem.message[language.value]}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function SlackBanner() {
  const silent = silentNotifier(head.value?.notifiers ?? [], 'slack');
  if (silent === undefined) return null;
  const words = shellWords.value;
  return (
    <Banner tone="doubt">
      <strong>{words.slackSilent(words.alerts(silent.owed), formatTime(silent.since))}</strong>{' '}
      {silent.reason?.[language.value]}
    </Banner>
  );
}

function DemoBanner() {
  return head.value?.isDemo ? <Banner tone="calm">{shellWords.value.demo}</Banner> : null;
}
