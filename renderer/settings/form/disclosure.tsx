/** Fields that most people do not need, under a line that says what holds. Opens by itself when they hold something. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { notesOf } from './field.tsx';
import { useForm } from './form-context.ts';
import { at, type FieldPath } from './json.ts';
import './disclosure.css';

export type DisclosureProps = {
  readonly title: string;
  /** What holds, in a few words. */
  readonly summary: string;
  readonly fields: readonly FieldPath[];
  readonly children: ComponentChildren;
};

export function Disclosure({ title, summary, fields, children }: DisclosureProps) {
  const form = useForm();
  const [isOpen, setOpen] = useState(() => fields.some((path) => at(form.draft.peek(), path) !== undefined));
  const hasNotes = fields.some((path) => {
    const { isWrong, conflicts } = notesOf(form, path);
    return isWrong || conflicts.length > 0;
  });
  return (
    <details
      class="disclosure"
      open={isOpen || hasNotes}
      onToggle={(event) => {
        // Text that somebody looks for in the page opens it too.
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <span class="disclosure-title">{title}</span>
        <span class="disclosure-summary">{summary}</span>
      </summary>
      <div class="disclosure-body">{children}</div>
    </details>
  );
}
