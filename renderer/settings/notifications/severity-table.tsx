/** What is shown and heard of critical services and of all others. */
import { useForm } from '../form/form-context.ts';
import { at, type FieldPath } from '../form/json.ts';
import { flagOf, writtenFlag } from '../form/written-values.ts';
import { notificationWords } from './words.ts';

const severities = ['critical', 'normal'] as const;
const aspects = ['notifications', 'sound', 'during_quiet_hours'] as const;

type Severity = (typeof severities)[number];
type Aspect = (typeof aspects)[number];

const severityPath = (severity: Severity, aspect: Aspect): FieldPath => ['desktop', 'severities', severity, aspect];

export function SeverityTable() {
  const words = notificationWords.value;
  const form = useForm();
  const general = (key: string): boolean => flagOf(at(form.draft.value, ['desktop', key])) ?? true;
  // What the program takes where the file says nothing.
  const fallbacks: Readonly<Record<Severity, Readonly<Record<Aspect, boolean>>>> = {
    critical: { notifications: general('notifications'), sound: general('sound'), during_quiet_hours: true },
    normal: { notifications: general('notifications'), sound: false, during_quiet_hours: false },
  };
  return (
    <table class="severities">
      <thead>
        <tr>
          <th scope="col">{words.severity}</th>
          {aspects.map((aspect) => (
            <th key={aspect} scope="col">
              {words.columns[aspect]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {severities.map((severity) => (
          <tr key={severity}>
            <th scope="row">{words.rows[severity]}</th>
            {aspects.map((aspect) => {
              const path = severityPath(severity, aspect);
              const fallback = fallbacks[severity][aspect];
              return (
                <td key={aspect}>
                  <input
                    type="checkbox"
                    aria-label={words.cell(words.rows[severity], words.columns[aspect])}
                    checked={flagOf(at(form.draft.value, path)) ?? fallback}
                    onChange={(event) =>
                      form.set(path, writtenFlag(event.currentTarget.checked, at(form.seen.value, path), fallback))
                    }
                  />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
