/** The form in which a field stands. */
import { createContext } from 'preact';
import { useContext, useEffect, useMemo } from 'preact/hooks';
import type { JsonObject } from '../../../preload/settings.ts';
import { createForm, type Form, type FormOptions } from './form.ts';

export const FormContext = createContext<Form | undefined>(undefined);

export function useForm(): Form {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error('a field stands outside of a form');
  return form;
}

/** One form for each `subject`; it follows what the file has of it. */
export function useNewForm(subject: string, seen: JsonObject, options: () => Omit<FormOptions, 'seen'>): Form {
  const form = useMemo(() => createForm({ ...options(), seen }), [subject]);
  useEffect(() => form.follow(seen), [form, seen]);
  return form;
}
