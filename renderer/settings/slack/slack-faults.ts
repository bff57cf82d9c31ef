/** What is plainly wrong with the section `slack`. Pure. */
import type { JsonObject } from '../../../preload/settings.ts';
import { type Fault, faultsAt } from '../form/faults.ts';
import { textsOf, valueText } from '../form/written-values.ts';

export function slackFaults(draft: JsonObject): readonly Fault[] {
  return [
    ...faultsAt(draft, [['slack', 'channel']], (value) =>
      /^[#@]?[^\s#@]+$/.test(valueText(value)) ? undefined : 'channel',
    ),
    ...faultsAt(draft, [['slack', 'mention']], (value) =>
      textsOf(value)?.every(isMention) === false ? 'mention' : undefined,
    ),
  ];
}

function isMention(text: string): boolean {
  return /^<?(?:[@!]?(?:channel|here|everyone)|(?:@|!subteam\^)?[UWS][A-Z\d]{5,})(?:\|[^>]*)?>?$/.test(text);
}
