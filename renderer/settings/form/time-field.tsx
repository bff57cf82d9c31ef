/** A time of day, by the 24 hours of the file. */
import type { FieldProps } from './field.tsx';
import { TypedField } from './inputs.tsx';
import { writtenTime } from './written-times.ts';
import { valueText } from './written-values.ts';

export function TimeField(props: FieldProps & { readonly placeholder: string }) {
  return <TypedField {...props} class="short" show={valueText} read={writtenTime} />;
}
