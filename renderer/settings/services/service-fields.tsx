/** The fields of one service, what most need first, and beside them a check of it before anything is saved. */
import type { ComponentChildren } from 'preact';
import type { Settings } from '../../../preload/settings.ts';
import { Disclosure } from '../form/disclosure.tsx';
import type { Form } from '../form/form.ts';
import type { FieldPath } from '../form/json.ts';
import { SettingsForm } from '../form/settings-form.tsx';
import { AnswerFields } from './answer-fields.tsx';
import { BasicFields } from './basic-fields.tsx';
import { serviceWords } from './form-words.ts';
import { CertificateFields, NetworkFields, TimingFields } from './other-fields.tsx';
import { RequestFields } from './request-fields.tsx';
import { servicesOf, unshownKeys } from './service-drafts.ts';
import { ServiceTest } from './service-test.tsx';
import { answerSummary, certificateSummary, networkSummary, requestSummary, timingSummary } from './summaries.ts';
import './service-form.css';

const keys = (...names: readonly string[]): readonly FieldPath[] => names.map((name) => [name]);

const basic = keys('name', 'url', 'method', 'group', 'tags', 'critical', 'paused', 'description', 'runbook');
const answer: readonly FieldPath[] = [
  ['expected_status'],
  ...['contains', 'not_contains', 'matches', 'json', 'headers', 'header', 'max_response_time'].map((key) => [
    'expect',
    key,
  ]),
  ['follow_redirects'],
];
const timing = keys('interval', 'timeout', 'failure_threshold', 'recovery_threshold');
const request = keys('headers', 'body');
const certificate = keys('tls');
const network: readonly FieldPath[] = ['interface', 'route', 'canary'].map((key) => ['requires', key]);
const fields = [...basic, ...answer, ...timing, ...request, ...certificate, ...network];

export type ServiceFieldsProps = {
  readonly form: Form;
  readonly settings: Settings;
  readonly title: string;
  readonly remark?: string | undefined;
  readonly isReadOnly: boolean;
  readonly isNew?: boolean;
  readonly onSaved?: () => void;
  readonly actions?: ComponentChildren;
};

export function ServiceFields(props: ServiceFieldsProps) {
  const { form, settings, title, remark, isReadOnly, isNew = false, onSaved, actions } = props;
  const words = serviceWords.value;
  const draft = form.draft.value;
  const unshown = unshownKeys(form.seen.value);
  return (
    <SettingsForm
      form={form}
      label={title}
      fields={fields}
      isReadOnly={isReadOnly}
      canSave={isNew}
      {...(isNew ? { saveLabel: words.add } : {})}
      {...(onSaved === undefined ? {} : { onSaved })}
    >
      <header class="edited-head">
        <h2 class="name">{title}</h2>
        {actions}
      </header>
      {remark !== undefined && <p class="settings-lead">{remark}</p>}
      <div class="settings-columns">
        <div>
          <BasicFields services={servicesOf(settings.raw)} />
          <div class="edited-more">
            <Disclosure title={words.answer} summary={answerSummary(draft)} fields={answer}>
              <AnswerFields />
            </Disclosure>
            <Disclosure title={words.timing} summary={timingSummary(draft, settings)} fields={timing}>
              <TimingFields settings={settings} />
            </Disclosure>
            <Disclosure title={words.request} summary={requestSummary(draft)} fields={request}>
              <RequestFields />
            </Disclosure>
            <Disclosure title={words.tls} summary={certificateSummary(draft)} fields={certificate}>
              <CertificateFields />
            </Disclosure>
            <Disclosure title={words.requires} summary={networkSummary(draft)} fields={network}>
              <NetworkFields />
            </Disclosure>
          </div>
          {unshown.length > 0 && <p class="quiet edited-unshown">{words.unshown(unshown.join(', '))}</p>}
        </div>
        <ServiceTest form={form} settings={settings} />
      </div>
    </SettingsForm>
  );
}
