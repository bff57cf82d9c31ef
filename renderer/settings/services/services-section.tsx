/** The services of the file: all of them, one of them, or a new one, as the address says. */

import { Icon } from '../../pieces/icon.tsx';
import { hrefOf, route } from '../../state/route.ts';
import type { SectionProps } from '../settings-view.tsx';
import { serviceWords } from './form-words.ts';
import { ExistingService, NewService } from './service-form.tsx';
import { ServiceList } from './service-list.tsx';
import './service-form.css';

export const serviceListHref = hrefOf({ view: 'settings', chosen: 'services' });

export function ServicesSection({ settings, isReadOnly }: SectionProps) {
  const { service: name, add, like, url } = route.value.params;
  if (add === undefined && name === undefined) return <ServiceList settings={settings} isReadOnly={isReadOnly} />;
  return (
    <>
      <BackToAll />
      {name === undefined ? (
        <NewService key={like ?? ''} settings={settings} like={like} url={url} isReadOnly={isReadOnly} />
      ) : (
        <ExistingService key={name} settings={settings} name={name} isReadOnly={isReadOnly} />
      )}
    </>
  );
}

function BackToAll() {
  return (
    <p class="edited-back">
      <a class="button plain" href={serviceListHref}>
        <Icon name="back" />
        {serviceWords.value.all}
      </a>
    </p>
  );
}
