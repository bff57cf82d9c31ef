/** Takes a service out of the file, and out of the maintenance windows that name it. */
import type { Settings } from '../../../preload/settings.ts';
import { toast } from '../../pieces/toasts.tsx';
import { withoutMentions } from '../maintenance/mentions.ts';
import { writeAndSay } from '../saving.ts';
import { listWords } from './list-words.ts';
import { nameOf, servicesOf } from './service-drafts.ts';

/** True once it is gone from the file. */
export async function removeService({ raw }: Settings, name: string): Promise<boolean> {
  const words = listWords.value;
  const was = servicesOf(raw).find((service) => nameOf(service) === name);
  if (was === undefined) return false;
  const { edits, alone } = withoutMentions(raw, name);
  const [window] = alone;
  if (window !== undefined) {
    toast({ text: words.maintained(name, window), failed: true });
    return false;
  }
  return await writeAndSay([...edits, { kind: 'remove_service', name, was }], words.removed(name));
}
